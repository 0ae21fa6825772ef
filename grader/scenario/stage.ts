import type { Kernel } from "../kernel/kernel.ts";
import type { Cause, Note, Waits } from "../model/cause.ts";
import type { Capture, Conversation } from "../model/conversation.ts";
import type { Limits } from "../model/limits.ts";
import type { ActorName, FileRole, Role } from "../model/role.ts";
import type { Launch, Prepared } from "../model/submission.ts";
import type { TraceEvent } from "../model/trace.ts";
import type { Waiting } from "../model/waiting.ts";
import type { Workplace } from "../model/workplace.ts";
import type { OpenGroup } from "../sandbox/cgroup.ts";
import type { HostLink, Network, PacketTap } from "../sandbox/network.ts";
import type { Enclosure } from "../sandbox/sandbox.ts";
import type { DatagramParty } from "../wire/datagram-party.ts";
import type { WireObserver } from "../wire/observer.ts";
import type { Relay } from "../wire/relay.ts";
import { CheckFailure, CheckUnavailable } from "./failure.ts";
import type { Knowledge, LaunchPlan } from "./knowledge.ts";
import { LimitWatch } from "./limit-watch.ts";
import { withOtherEnd } from "./other-end.ts";
import type { ProgramActor } from "./program-actor.ts";
import type { Looks } from "./until.ts";

export type StageOptions = Readonly<{
  kernel: Kernel;
  network: Network;
  enclosure: Enclosure;
  prepared: Readonly<Partial<Record<Role, Prepared>>>;
  /** This submission's copy: nobody else changes it. */
  workplace?: Workplace | undefined;
  /** What was handed in instead of programs, relative to the copy. */
  files?: Readonly<Partial<Record<FileRole, string>>> | undefined;
  candidates: readonly string[];
  knowledge: Knowledge;
  /** The handout's port. */
  port: number;
  /** The handout's multicast group. */
  group?: string | undefined;
  /** Groups that serve as well, as a prefix. */
  groupRange?: string | undefined;
  /** Give programs a terminal instead of pipes. */
  terminal: boolean;
  limits: Limits;
  /** Milliseconds that are left of what `limits.wall` gives all checks of a submission. */
  wallMs: number;
  /** What the packets of the check say so far; undefined where packets are not seen. */
  packets?: (() => Promise<Capture>) | undefined;
  /** Records what crosses a wire between two hosts, until the function it hands back is called. */
  watchWire?: ((tap: PacketTap) => Promise<() => Promise<void>>) | undefined;
  /** Makes a control group for a program, where the machine has them. */
  openGroup?: OpenGroup | undefined;
}>;

/**
 * A wire with no relay in it: where it is seen, and which of its ports is the student's server's;
 * undefined while there is none.
 */
export type DirectWire = Readonly<{ side: Conversation["side"]; port: number | undefined }>;

/** Where a file is that was handed in; `name` is what the student calls it. */
export type HandedFile = Readonly<{ folder: string; name: string }>;

/** An event without its time, which the stage adds. */
type Happening = TraceEvent extends infer E
  ? E extends TraceEvent
    ? Omit<E, "at">
    : never
  : never;

/**
 * Where one check plays: its programs, the wire between them and everything that happened, in
 * order. It owns all of it and gives all of it back when disposed.
 */
export class Stage implements AsyncDisposable {
  readonly kernel: Kernel;
  readonly network: Network;
  readonly enclosure: Enclosure;
  readonly port: number;
  readonly group: string | undefined;
  readonly groupRange: string | undefined;
  readonly terminal: boolean;
  readonly programs: ProgramActor[] = [];
  readonly trace: TraceEvent[] = [];
  readonly notes: Note[] = [];
  readonly observer: WireObserver;
  readonly limits: Limits;
  readonly watch: LimitWatch;
  /** How many connections the grader has made itself. */
  peers = 0;
  /** Whose connection that is, by the port that a server sees it come from. */
  readonly peerNames = new Map<number, ActorName>();
  relay: Relay | undefined;
  /** Whose datagrams the grader sends and receives in this check; undefined where it is about connections. */
  datagrams: DatagramParty[] | undefined;
  /** Where clients of a pair connect to. */
  relayPort = 0;
  /** Where clients connect to without a relay: what is seen of that wire is its packets. */
  direct: DirectWire | undefined;
  /** When the check began, in microseconds since the epoch. */
  readonly epoch = (performance.timeOrigin + performance.now()) * 1000;
  readonly #options: StageOptions;
  readonly #begin = performance.now();
  readonly #cleanups: (() => Promise<void> | void)[] = [];
  #knowledge: Knowledge;
  #frozenWaits: Waits | undefined;
  #activity = 0;
  #lastActivityMs = 0;
  #wake: () => void = () => undefined;

  constructor(options: StageOptions) {
    this.#options = options;
    this.kernel = options.kernel;
    this.network = options.network;
    this.enclosure = options.enclosure;
    this.port = options.port;
    this.group = options.group;
    this.groupRange = options.groupRange;
    this.terminal = options.terminal;
    this.limits = options.limits;
    this.watch = new LimitWatch({
      ...options,
      programs: () => this.programs,
      hasProc: options.kernel.kind === "proc",
      onBreach: ({ limit }) => {
        // Not in the middle of a fork bomb: looking at all of it takes long.
        if (limit === "processes") this.network.discard();
        else this.freezeWaits();
        this.stirred();
      },
    });
    this.owns(() => this.watch.close());
    this.#knowledge = options.knowledge;
    this.observer = {
      opened: (from, to) => this.record({ kind: "connect", from, to }),
      carried: (from, to, bytes) => this.record({ kind: "wire", from, to, ...kept(bytes) }),
      datagram: (from, to, bytes, fate) =>
        this.record({
          kind: "wire",
          from,
          to,
          ...kept(bytes),
          datagram: true,
          ...(fate !== undefined && { fate }),
        }),
      closed: (from, to, how) => this.record({ kind: "close", from, to, how }),
      stirred: () => this.stirred(),
    };
  }

  /** Milliseconds since the check began. */
  now(): number {
    return performance.now() - this.#begin;
  }

  /** Counts everything visible that happened: screens, wire, ends of programs. */
  get activity(): number {
    return this.#activity;
  }

  /** When the last of those happened, in milliseconds since the check began. */
  get lastActivityMs(): number {
    return this.#lastActivityMs;
  }

  get knowledge(): Knowledge {
    return this.#knowledge;
  }

  learn(role: Role, plan: LaunchPlan): void {
    this.#knowledge = { ...this.#knowledge, [role]: plan };
  }

  record(event: Happening): void {
    this.trace.push({ at: Math.round(this.now() * 10) / 10, ...event });
    this.stirred();
  }

  note(note: Note): void {
    this.notes.push(note);
  }

  stirred(): void {
    this.#activity += 1;
    this.#lastActivityMs = this.now();
    this.#wake();
  }

  /** Sleeps for so many milliseconds, or until something visible happens. */
  async stir(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** How to start the program of a role. @throws CheckFailure when the student's is missing or broken. */
  launchOf(role: Role): Launch {
    const prepared = this.#options.prepared[role];
    if (prepared === undefined) {
      throw new CheckFailure({ kind: "missing-role", role, found: this.#options.candidates });
    }
    if (prepared.status === "broken") throw new CheckFailure(prepared.cause);
    if (prepared.status === "unavailable") throw new Error(prepared.error);
    return prepared.launch;
  }

  hasFile(role: FileRole): boolean {
    return this.#options.files?.[role] !== undefined;
  }

  /** A file that was handed in. @throws CheckFailure when it is missing. */
  fileOf(role: FileRole): HandedFile {
    const { workplace, files = {}, candidates } = this.#options;
    const name = files[role];
    if (workplace === undefined || name === undefined) {
      throw new CheckFailure({ kind: "missing-file", role, found: candidates });
    }
    return { folder: workplace.submission, name };
  }

  /** The ports in the code of the program of a role, if there is one. */
  portsInCode(role: Role): readonly number[] {
    const prepared = this.#options.prepared[role];
    return prepared?.status === "ready" ? prepared.launch.ports : [];
  }

  /**
   * What the packets of the check say: all that were sent before this was called, with times in
   * milliseconds since the check began. @throws CheckUnavailable where packets are not seen.
   */
  async packets(): Promise<Capture> {
    if (this.#options.packets === undefined) throw new CheckUnavailable("packets");
    return await this.#options.packets();
  }

  /**
   * Makes two hosts of the two sides, joined by a wire whose packets are seen, until the check is over.
   * @throws CheckUnavailable where that can not be done.
   */
  async joinHosts(): Promise<HostLink["addresses"]> {
    const { watchWire } = this.#options;
    const link = watchWire && (await this.network.joinHosts());
    if (watchWire === undefined || link === undefined) throw new CheckUnavailable("hosts");
    this.owns(async () => void (await link.part()));
    this.owns(await watchWire(link.tap));
    return link.addresses;
  }

  /** A control group for one more program, where the machine has them. */
  openGroup(): ReturnType<OpenGroup> {
    return this.#options.openGroup?.(this.limits);
  }

  /** Ends the check once a program has gone over a limit: it has been ended, and there is nothing to wait for. */
  holdToLimits(): void {
    this.watch.tickIfDue();
    if (this.watch.breach !== undefined) throw new CheckFailure(this.watch.breach);
  }

  /** Looks at every program of the check. */
  look(): Looks {
    return new Map(this.programs.map((actor) => [actor, actor.look()]));
  }

  /** What every program is doing right now, for the report. */
  waits(): Waits {
    return this.#frozenWaits ?? this.#currentWaits();
  }

  /** Keeps what every program is doing now as what the report tells, whatever is done to them next. */
  freezeWaits(): void {
    this.#frozenWaits ??= this.#currentWaits();
  }

  #currentWaits(): Waits {
    return Object.fromEntries(
      this.programs.map((actor) => [actor.name, withOtherEnd(this, actor, actor.waiting())]),
    );
  }

  /** Adds to the trace what every program is doing now. */
  recordWaits(): void {
    for (const [actor, waiting] of Object.entries(this.waits()) as [ActorName, Waiting][]) {
      this.record({ kind: "waiting", actor, waiting });
    }
  }

  /** Ends the check as failed. */
  fail(cause: Cause): never {
    throw new CheckFailure({
      ...cause,
      waits: cause.waits ?? this.waits(),
      ...(this.datagrams !== undefined && { transport: "udp" }),
    });
  }

  /** Has something given back when the check is over, the newest first. */
  owns(cleanup: () => Promise<void> | void): void {
    this.#cleanups.unshift(cleanup);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const cleanup of this.#cleanups) await cleanup();
  }
}

/** Bytes for the trace: of a bulk its first ones and how many there were, since nobody reads a mebibyte. */
function kept(bytes: Buffer): Readonly<{ bytes: string; length?: number }> {
  if (bytes.length <= mostKept) return { bytes: bytes.toString("base64") };
  return { bytes: bytes.toString("base64", 0, mostKept), length: bytes.length };
}

const mostKept = 1024;
