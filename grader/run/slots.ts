import { join } from "node:path";
import { packageRoot } from "../exercise/package-root.ts";
import { detectKernel } from "../kernel/kernel.ts";
import { type Companion, spawnCompanion } from "../process/spawn.ts";
import { SharedNetwork } from "../sandbox/shared-network.ts";
import { slotCommand } from "../sandbox/slot-command.ts";
import type { Cause } from "../model/cause.ts";
import type { Exercise } from "../spec/exercise.ts";
import { runCheck } from "./check-runner.ts";
import type { Job, JobResult } from "./job.ts";

/** A place where one check at a time runs. */
export interface Slot {
  /** 1: namespaces of its own; 2: shared with the machine; 3: no `/proc` either. */
  readonly tier: 1 | 2 | 3;
  run(exercise: Exercise, job: Job): Promise<JobResult>;
  close(): void;
}

/**
 * Opens a slot: a process in its own namespaces where the machine allows it, else this very
 * process, with the same code above it. `isolate` false does without namespaces.
 */
export async function openSlot(isolate: boolean): Promise<Slot> {
  if (isolate && process.platform === "linux") {
    const companion = await startIsolated();
    if (companion !== undefined) return new IsolatedSlot(companion);
  }
  return new SharedSlot();
}

class IsolatedSlot implements Slot {
  readonly tier = 1;
  #companion: Companion;
  #isClosed = false;

  constructor(companion: Companion) {
    this.#companion = companion;
  }

  /**
   * A slot that dies is replaced and its check tried once more, so that nobody's score suffers from
   * an accident. Twice is no accident: the student's program ended it (`kill(-1)`, or all memory).
   */
  async run(_exercise: Exercise, job: Job): Promise<JobResult> {
    for (let attempt = 0; attempt < 2 && !this.#isClosed; attempt += 1) {
      const reply = await ask(this.#companion, job);
      if (reply === undefined || reply.isSpent === true) await this.#replace();
      if (reply?.result !== undefined) return reply.result;
      if (reply?.error !== undefined) return errored(reply.error, job);
    }
    if (this.#isClosed) return errored("the grading was ended", job);
    return failed({ kind: "killed-grader" }, job);
  }

  close(): void {
    this.#isClosed = true;
    this.#companion.kill();
  }

  /** Begins afresh; where that fails the old one stays, and its next check is errored. */
  async #replace(): Promise<void> {
    this.#companion.kill();
    this.#companion = (await startIsolated()) ?? this.#companion;
  }
}

class SharedSlot implements Slot {
  readonly #machine = { kernel: detectKernel(), network: new SharedNetwork() };

  get tier(): 2 | 3 {
    return this.#machine.kernel.kind === "proc" ? 2 : 3;
  }

  run(exercise: Exercise, job: Job): Promise<JobResult> {
    return runCheck(exercise, job, this.#machine);
  }

  close(): void {
    this.#machine.network.close();
  }
}

type Reply = Readonly<{ ready?: true; result?: JobResult; isSpent?: boolean; error?: string }>;

/** Undefined where namespaces are not to be had: the process ends before it is ready. */
async function startIsolated(): Promise<Companion | undefined> {
  const entry = join(packageRoot, "dist", "grader", "cli", "slot.js");
  try {
    const companion = await spawnCompanion(slotCommand(process.execPath, entry), { quiet: true });
    const reply = await nextReply(companion);
    return reply?.ready === true ? companion : undefined;
  } catch {
    // No `unshare` on this machine.
    return undefined;
  }
}

async function ask(companion: Companion, job: Job): Promise<Reply | undefined> {
  const reply = nextReply(companion);
  companion.send(job);
  return await reply;
}

/** The next message, or undefined when the companion ends without one. */
function nextReply(companion: Companion): Promise<Reply | undefined> {
  return new Promise((resolve) => {
    const stopListening = companion.onMessage((message) => {
      stopListening();
      resolve(message as Reply);
    });
    void companion.exited.then(() => resolve(undefined));
  });
}

function errored(error: string, { knowledge }: Job): JobResult {
  return { outcome: { status: "errored", error, ...nothingSeen }, knowledge };
}

function failed(cause: Cause, { knowledge }: Job): JobResult {
  return { outcome: { status: "failed", cause, ...nothingSeen }, knowledge };
}

const nothingSeen = { durationMs: 0, notes: [], trace: [] };
