import { join } from "node:path";
import { packageRoot } from "../exercise/package-root.ts";
import { detectKernel } from "../kernel/kernel.ts";
import { type Companion, spawnCompanion } from "../process/spawn.ts";
import { NoSandbox } from "../sandbox/no-sandbox.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { groupHome } from "../sandbox/cgroup-home.ts";
import { SharedNetwork } from "../sandbox/shared-network.ts";
import { slotCommand } from "../sandbox/slot-command.ts";
import { limitHit } from "../scenario/limit-hit.ts";
import type { Cause } from "../model/cause.ts";
import type { RunTool, ToolRun } from "../model/tool.ts";
import type { Exercise } from "../spec/exercise.ts";
import { type Machine, runCheck } from "./check-runner.ts";
import type { Job, JobResult, SlotRequest } from "./job.ts";
import { openSandbox } from "./open-sandbox.ts";
import type { OwnTime } from "./own-time.ts";
import { runTool } from "./run-tool.ts";

/** A place where one check at a time runs. */
export interface Slot {
  /** 1: namespaces of its own; 2: shared with the machine; 3: no `/proc` either. */
  readonly tier: 1 | 2 | 3;
  /** What keeps students' programs away from everything else. */
  readonly sandbox: Sandbox["kind"];
  /** Whether the kernel tells what programs wait for, where the checks run. */
  readonly kernel: "proc" | "silence";
  /** Whether packets are seen; where they are not, the relay's bytes are the evidence. */
  readonly seesPackets: boolean;
  /** Ends soon after the job's `wallMs`, whatever the programs do, and whatever they do to the slot. */
  run(exercise: Exercise, job: Job): Promise<JobResult>;
  /** Runs a compiler or a build command on a submission. */
  readonly runTool: RunTool;
  close(): void;
}

/**
 * Opens a slot: a process in its own namespaces where the machine allows it, else this very
 * process, with the same code above it. `isolate` false does without namespaces.
 */
export async function openSlot(isolate: boolean): Promise<Slot> {
  if (isolate && process.platform === "linux") {
    const started = await startIsolated();
    if (started !== undefined) return new IsolatedSlot(started);
  }
  return new SharedSlot(isolate ? await openSandbox((command) => command) : new NoSandbox());
}

/** Takes turns, so that the programs of a submission are built side by side, in what is left of its time. */
export function onAnyOf(
  slots: readonly Promise<Pick<Slot, "runTool">>[],
  time: Pick<OwnTime, "leftMs">,
): RunTool {
  let turn = 0;
  return async (tool) => {
    turn += 1;
    const slot = await (slots[turn % slots.length] as (typeof slots)[number]);
    const left = Math.max(1, time.leftMs);
    return await slot.runTool({ ...tool, timeoutMs: Math.min(tool.timeoutMs, left) });
  };
}

class IsolatedSlot implements Slot {
  readonly tier = 1;
  readonly sandbox: Slot["sandbox"];
  readonly kernel: Slot["kernel"];
  readonly seesPackets: boolean;
  #companion: Companion | undefined;
  #isClosed = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor({ companion, sandbox, kernel, seesPackets }: Started) {
    this.kernel = kernel;
    this.#companion = companion;
    this.sandbox = sandbox;
    this.seesPackets = seesPackets;
  }

  /**
   * A slot that dies is replaced and its check tried once more, so that nobody's score suffers from
   * an accident. Twice is no accident: the student's program ended it (`kill(-1)`, or all memory).
   */
  async run(_exercise: Exercise, job: Job): Promise<JobResult> {
    const deadline = performance.now() + job.wallMs;
    for (let attempt = 0; attempt < 2 && !this.#isClosed; attempt += 1) {
      const wallMs = deadline - performance.now();
      if (wallMs <= 0) return outOfTime(job);
      const asked = this.#ask({ job: { ...job, wallMs, groups: groupHome() } });
      const reply = await unlessLate(asked, wallMs);
      if (reply === "late") return this.#abandon(job);
      if (reply?.result !== undefined) return reply.result;
      if (reply?.error !== undefined) return errored(reply.error, job);
    }
    if (this.#isClosed) return errored("the grading was ended", job);
    return failed({ kind: "killed-grader" }, job);
  }

  readonly runTool: RunTool = async (tool) => {
    const reply = await this.#ask({ tool });
    if (reply?.run !== undefined) return reply.run;
    const stderr = reply?.error ?? "it ended the process that watched it";
    return { code: undefined, signal: "SIGKILL", stdout: "", stderr, timedOut: false };
  };

  close(): void {
    this.#isClosed = true;
    this.#companion?.kill();
  }

  /**
   * One request at a time; where a new slot is needed it is opened first.
   * @returns undefined when the slot has ended before it answered.
   */
  #ask(request: SlotRequest): Promise<Reply | undefined> {
    const reply = this.#turn.then(async () => {
      this.#companion ??= await this.#reopen();
      // Closed while the new one was starting: nobody else would end it.
      if (this.#isClosed) this.#discard();
      if (this.#companion === undefined) return { error: "no slot could be opened" };
      const answer = await ask(this.#companion, request);
      if (answer === undefined || answer.isSpent === true) this.#discard();
      return answer;
    });
    this.#turn = reply;
    return reply;
  }

  /** One that keeps programs away from less than this slot promised would be none. */
  async #reopen(): Promise<Companion | undefined> {
    const started = await startIsolated();
    if (started === undefined || started.sandbox === this.sandbox) return started?.companion;
    started.companion.kill();
    return undefined;
  }

  /** It should have ended its check by itself. */
  #abandon(job: Job): JobResult {
    this.#discard();
    return outOfTime(job);
  }

  /** The next request begins afresh. */
  #discard(): void {
    this.#companion?.kill();
    this.#companion = undefined;
  }
}

class SharedSlot implements Slot {
  readonly seesPackets = false;
  readonly #machine: Machine;

  constructor(sandbox: Sandbox) {
    this.#machine = { kernel: detectKernel(), network: new SharedNetwork(), sandbox };
  }

  get tier(): 2 | 3 {
    return this.kernel === "proc" ? 2 : 3;
  }

  get kernel(): Slot["kernel"] {
    return this.#machine.kernel.kind;
  }

  get sandbox(): Sandbox["kind"] {
    return this.#machine.sandbox.kind;
  }

  async run(exercise: Exercise, job: Job): Promise<JobResult> {
    if (job.wallMs <= 0) return outOfTime(job);
    const running = runCheck(exercise, { ...job, groups: groupHome() }, this.#machine);
    const result = await unlessLate(running, job.wallMs);
    return result === "late" ? outOfTime(job) : result;
  }

  readonly runTool: RunTool = (tool) => runTool(tool, this.#machine);

  close(): void {
    this.#machine.network.close();
  }
}

type Ready = Pick<Slot, "kernel" | "sandbox" | "seesPackets">;

type Reply = Readonly<{
  ready?: Ready;
  result?: JobResult;
  run?: ToolRun;
  isSpent?: boolean;
  error?: string;
}>;

type Started = Ready & Readonly<{ companion: Companion }>;

/** Undefined where namespaces are not to be had: the process ends before it is ready. */
async function startIsolated(): Promise<Started | undefined> {
  const entry = join(packageRoot, "dist", "grader", "cli", "slot.js");
  try {
    const command = slotCommand([process.execPath, ...smallHeap, entry]);
    // Ctrl-C is the grader's to hear: it may want to see the end of what runs.
    const companion = await spawnCompanion(command, { quiet: true, ownGroup: true });
    const reply = await nextReply(companion);
    return reply?.ready === undefined ? undefined : { companion, ...reply.ready };
  } catch {
    // No `unshare` on this machine.
    return undefined;
  }
}

async function ask(companion: Companion, request: SlotRequest): Promise<Reply | undefined> {
  const reply = nextReply(companion);
  companion.send(request);
  return await reply;
}

async function nextReply(companion: Companion): Promise<Reply | undefined> {
  return (await companion.nextMessage()) as Reply | undefined;
}

/** Who is asked to end at `wallMs` gets a moment more for that; after it the answer is `late`. */
async function unlessLate<T>(answer: Promise<T>, wallMs: number): Promise<T | "late"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), Math.min(wallMs + graceMs, longestTimeoutMs));
  });
  return await Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** Enough to end every program of a check and to hand back what was seen. */
const graceMs = 1000;
/** What setTimeout takes. */
const longestTimeoutMs = 2 ** 31 - 1;

function outOfTime(job: Job): JobResult {
  return failed(limitHit("wall", job.limits), job);
}

function errored(error: string, { knowledge }: Job): JobResult {
  return { outcome: { status: "errored", error, ...nothingSeen }, knowledge };
}

function failed(cause: Cause, { knowledge }: Job): JobResult {
  return { outcome: { status: "failed", cause, ...nothingSeen }, knowledge };
}

const nothingSeen = { durationMs: 0, notes: [], trace: [] };

/**
 * Node lets its heap grow far beyond what is alive in it before it looks for garbage; a slot lives long
 * and has little alive at a time (after 500 checks: 62 MiB without these, 30 MiB with them).
 */
const smallHeap = ["--max-semi-space-size=2", "--optimize-for-size"];
