import type { Root } from "../kernel/census.ts";
import type { Holdings, ProgramLook, SocketView } from "../kernel/kernel.ts";
import type { ActorName, Role } from "../model/role.ts";
import type { Launch } from "../model/submission.ts";
import type { TraceEvent } from "../model/trace.ts";
import type { Waiting } from "../model/waiting.ts";
import { Program } from "../process/program.ts";
import type { Screen } from "../process/screen.ts";
import type { Exit } from "../process/spawn.ts";
import type { Group } from "../sandbox/cgroup.ts";
import type { Side } from "../sandbox/network.ts";
import { explainCrash } from "./crash.ts";
import { findOnScreen, lastLineOf, visibleText } from "./screen-match.ts";
import { type PrintOptions, waitForText } from "./wait-for-text.ts";
import type { Stage } from "./stage.ts";
import { readLastWords, type Stuck, until } from "./until.ts";

/** A student's program on the stage: what a person at its terminal could do and see. */
export class ProgramActor {
  readonly name: ActorName;
  readonly role: Role;
  readonly launch: Launch;
  /** What the watcher counts it by. */
  readonly root: Root;
  readonly #stage: Stage;
  readonly #program: Program;
  readonly #group: Group | undefined;
  readonly #keyboard: string | undefined;
  readonly #wrappers: number;
  #wasEnded = false;
  /** What its group told at the end. */
  #hits: ReturnType<Group["hits"]> | undefined;
  #typedAt: Readonly<{ fingerprint: string; screenLength: number; ms: number }> | undefined;

  /** Starts it. @throws when the machine can not. */
  static async enter(
    stage: Stage,
    options: Readonly<{ name: ActorName; launch: Launch; args: readonly string[]; side: Side }>,
  ): Promise<ProgramActor> {
    const { name, launch } = options;
    const command = [...launch.command, ...options.args];
    const shown = [...launch.shown, ...options.args].join(" ");
    stage.record({ kind: "start", actor: name, command: shown });
    // Between two hosts it is no note but the very thing that is looked at; on a shared machine it does not work.
    const isAtHome = stage.network.isolated && stage.direct?.side !== "wire";
    for (const address of isAtHome ? launch.foreignAddresses : []) {
      stage.note({ kind: "foreign-address", role: launch.role, address });
    }
    for (const note of launch.notes ?? []) stage.note(note);
    const start = stage.enclosure.enclose({ ...launch, command });
    const wrapped = stage.network.wrap(options.side, start.command);
    const group = stage.openGroup();
    if (group !== undefined) stage.owns(() => group.close());
    const program = await Program.start({
      command: group?.wrap(wrapped) ?? wrapped,
      cwd: start.cwd,
      env: start.env,
      terminal: stage.terminal,
      underShell: stage.enclosure.wrappers > 0,
      outputBytes: stage.limits.output * 1024,
      now: () => stage.now(),
      onScreen: ({ stream, text }) => stage.record({ kind: "screen", actor: name, stream, text }),
      onExit: ({ code, signal }) => stage.record({ kind: "exit", actor: name, code, signal }),
    });
    const actor = new ProgramActor(stage, options, program, group);
    stage.programs.push(actor);
    stage.owns(() => actor.#end());
    return actor;
  }

  private constructor(
    stage: Stage,
    { name, launch }: Readonly<{ name: ActorName; launch: Launch }>,
    program: Program,
    group: Group | undefined,
  ) {
    this.name = name;
    this.role = launch.role;
    this.launch = launch;
    this.#stage = stage;
    this.#wrappers = stage.enclosure.wrappers;
    this.#program = program;
    this.#group = group;
    this.root = { pid: program.pid, session: program.session };
    this.#keyboard = program.terminal ?? stage.kernel.stdinIdentity(program.pid);
  }

  get pid(): number {
    return this.#program.pid;
  }

  get screen(): Screen {
    return this.#program.screen;
  }

  get exit(): Exit | undefined {
    return this.#program.exit;
  }

  /** It has ended. What it wrote last may still be on its way to the screen. */
  get isOver(): boolean {
    return this.#program.exit !== undefined;
  }

  /** The grader ended it, so its end says nothing about it. */
  get wasEnded(): boolean {
    return this.#wasEnded;
  }

  /** Everything it wrote has been seen. */
  get isDrained(): boolean {
    return this.#program.isDrained;
  }

  look(): ProgramLook {
    return this.#stage.kernel.look(this.pid, this.#keyboard, this.#wrappers);
  }

  /** What it is doing, as the report tells it. */
  waiting(): Waiting {
    return this.exit === undefined ? this.look().waiting : { on: "exited", ...this.exit };
  }

  /**
   * Whether it is about to take what is typed, and has taken what was typed before. A program that
   * watches its keyboard beside its connections (select, or any event loop) always does; that it
   * asks somebody shows only when everything has come to rest.
   */
  isAtKeyboard(look: ProgramLook | undefined, atRest: boolean): boolean {
    if (look === undefined) return false;
    if (this.#stage.kernel.kind === "silence") return look.alive && this.#isSilent();
    if (!look.readsKeyboard || look.fingerprint === this.#typedAt?.fingerprint) return false;
    return atRest || !look.waits.some((wait) => wait.on === "poll" && wait.keyboard);
  }

  /** Types a line, when it reads its keyboard and not before. */
  async types(line: string): Promise<void> {
    const stuck = await this.comesToKeyboard();
    if (stuck !== undefined) {
      this.missed("reads-keyboard", line);
      this.failStuck(stuck, { kind: "never-asked", actor: this.name, typed: line });
    }
    this.typeNow(line);
  }

  /** Types a line, whatever it is doing. */
  typeNow(line: string): void {
    this.#typedAt = {
      fingerprint: this.look().fingerprint,
      screenLength: this.screen.text.length,
      ms: this.#stage.now(),
    };
    this.#stage.record({ kind: "typed", actor: this.name, text: line });
    this.#program.type(`${line}\n`);
  }

  /** It waits for its keyboard and has not run since something was typed: the line is still to come. */
  hasInputComing(look: ProgramLook | undefined): boolean {
    if (this.exit !== undefined || look?.readsKeyboard !== true) return false;
    return look.fingerprint === this.#typedAt?.fingerprint;
  }

  /** Waits until it reads its keyboard. @returns why it will not, if so. */
  async comesToKeyboard(): Promise<Stuck | undefined> {
    const outcome = await until(
      this.#stage,
      (looks, atRest) => this.isAtKeyboard(looks.get(this), atRest),
      [this],
    );
    return "stuck" in outcome ? outcome.stuck : undefined;
  }

  /** Waits until a text stands on its screen, as {@link waitForText} tells. */
  async prints(text: string, options: PrintOptions = {}): Promise<void> {
    await waitForText(this.#stage, this, text, options);
  }

  /**
   * Fails the check if the text is there after all, in a buffer that was never flushed: asks the
   * program to end, as Ctrl-C does, and looks at what it writes on its way out.
   */
  async failIfHidden(text: string): Promise<void> {
    if (this.exit !== undefined || this.#wasEnded || visibleText(this.screen.text).trim() !== "")
      return;
    this.#stage.freezeWaits();
    const traced = this.#stage.trace.length;
    this.#wasEnded = true;
    this.#program.interrupt(this.look().processes);
    await this.triesToExit();
    const wasHidden = findOnScreen(this.screen.text, text).found === "shown";
    this.#stage.trace.length = traced;
    if (wasHidden) this.#stage.fail({ kind: "screen-hidden", actor: this.name, expected: text });
  }

  /** Waits until it ends by itself. */
  async exits(): Promise<Exit> {
    const outcome = await this.triesToExit();
    if ("code" in outcome) return outcome;
    this.missed("exits");
    return this.failStuck(outcome, { kind: "not-exited", actor: this.name });
  }

  /**
   * Waits until it ends by itself, or until it is clear that it will not. What it said last has been read by
   * then: its end may be known before its pipes are empty.
   */
  async triesToExit(): Promise<Exit | Stuck> {
    const outcome = await until(this.#stage, () => this.exit);
    if ("stuck" in outcome) return outcome.stuck;
    await readLastWords(this);
    return outcome.reached;
  }

  /** Waits until it has ended well: code 0, or a code that nobody meant and no crash. */
  async exitsWell(): Promise<void> {
    const { code, signal } = await this.exits();
    if (code === 0) return;
    const lastLine = lastLineOf(this.screen.errorText);
    const isAccident = code !== undefined && lastLine === "" && this.launch.language === "c";
    if (isAccident) this.#stage.note({ kind: "exit-code", actor: this.name, code });
    else this.#stage.fail({ kind: "exit-code", actor: this.name, code, signal, lastLine });
  }

  /** Waits until it is back in accept. */
  async accepts(): Promise<void> {
    const outcome = await until(
      this.#stage,
      (looks) => looks.get(this)?.accepting === true || this.#isQuietWithoutKernel(looks.get(this)),
      [this],
    );
    if ("reached" in outcome) return;
    this.missed("accepts");
    this.failStuck(outcome.stuck, { kind: "not-waiting-again", actor: this.name });
  }

  /** Waits until it has come to rest, alive and not burning processor time. */
  async rests(): Promise<void> {
    const outcome = await until(this.#stage, () => undefined, [this], restlessCpuMs);
    if ("stuck" in outcome && outcome.stuck.why === "settled") return;
    if ("stuck" in outcome)
      this.failStuck(outcome.stuck, { kind: "not-waiting-again", actor: this.name });
  }

  /** The sockets it holds. */
  sockets(): readonly SocketView[] {
    return this.#stage.kernel.sockets(this.pid, this.#wrappers);
  }

  /** What it holds of the machine; undefined where the system does not tell. */
  holdings(): Holdings | undefined {
    return this.#stage.kernel.holdings(this.pid, this.#wrappers);
  }

  /** Whether the last line on its screen is unfinished, as after a prompt. */
  get showsPrompt(): boolean {
    return !/(?:^|\n)$/u.test(visibleText(this.screen.text));
  }

  /** What has appeared on its screen since something was last typed on its keyboard. */
  newText(): string {
    return visibleText(this.screen.text.slice(this.#typedAt?.screenLength ?? 0));
  }

  /** Ends it as a person would who closes the terminal, or pulls the plug (SIGKILL). */
  async vanishes(): Promise<void> {
    this.#wasEnded = true;
    await this.#end();
  }

  /** What the kernel counts for it and all it has started, in MiB, where it has a group. */
  groupMemoryMiB(): number | undefined {
    return this.#group?.memoryMiB();
  }

  /** The limits that the kernel has held it at, as far as its group tells. */
  heldAt(): ReturnType<Group["hits"]> {
    return this.#hits ?? this.#group?.hits() ?? [];
  }

  /** A group ends all that is in it, however fast that grows; without one the program's environment leads to them. */
  async #end(): Promise<void> {
    this.#hits ??= this.#group?.hits();
    await this.#group?.close();
    // What can not be ended one by one ends with the slot.
    const isDone = await this.#program.stop(this.#stage.network.isolated ? 1000 : undefined);
    if (!isDone) this.#stage.network.discard();
  }

  /**
   * Fails the check because waiting is pointless: a program that has crashed, spins or floods its
   * screen says more than what was waited for.
   */
  failStuck(stuck: Stuck, otherwise: Parameters<Stage["fail"]>[0]): never {
    const culprit = stuck.actor ?? this;
    if (stuck.why === "flooding") {
      this.#stage.fail({ kind: "flooding", actor: culprit.name, bytes: culprit.screen.bytes });
    }
    if (stuck.why === "spinning") {
      this.#stage.fail({ kind: "spinning", actor: culprit.name, cpuMs: culprit.look().cpuMs });
    }
    for (const actor of [this, ...this.#stage.programs]) {
      const crash = explainCrash(actor);
      if (crash !== undefined) this.#stage.fail(crash);
    }
    if (
      stuck.why === "ended" &&
      otherwise.kind !== "not-shown" &&
      otherwise.kind !== "not-connected"
    ) {
      this.#stage.fail({ kind: "exited-early", actor: this.name, ...this.exit });
    }
    if (stuck.why === "slow") {
      this.#stage.fail({
        kind: "too-slow",
        actor: this.name,
        limitMs: Math.round(this.#stage.now()),
      });
    }
    return this.#stage.fail(otherwise);
  }

  /** Records the step that it failed at, for the report. */
  missed(step: Extract<TraceEvent, { kind: "missed" }>["step"], expected?: string): void {
    this.#stage.record({ kind: "missed", actor: this.name, step, expected });
  }

  #isSilent(): boolean {
    const since = Math.max(this.#typedAt?.ms ?? 0, this.#stage.lastActivityMs);
    return this.#stage.now() - since > silenceMs;
  }

  #isQuietWithoutKernel(look: ProgramLook | undefined): boolean {
    return this.#stage.kernel.kind === "silence" && look?.alive === true && this.#isSilent();
  }
}

/** More than any program needs to come to rest, little enough to catch one that never does. */
const restlessCpuMs = 700;

/** Where the kernel does not tell: so long without a sign means that a program waits for us. */
const silenceMs = 200;
