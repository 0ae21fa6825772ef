import { Census, type Root, type Usage } from "../kernel/census.ts";
import type { LimitHit } from "../model/cause.ts";
import type { Limits } from "../model/limits.ts";
import type { ActorName } from "../model/role.ts";
import { limitHit } from "./limit-hit.ts";

/** A program as the watcher knows it. */
export type Watched = Readonly<{
  name: ActorName;
  root: Root;
  /** What the kernel counts for it in MiB, where it has a group. */
  groupMemoryMiB: () => number | undefined;
  vanishes: () => Promise<void>;
}>;

/**
 * Watches what the programs of a check use, every 50 ms while it plays: who is over a limit is
 * ended at once, with all it has started, and that is the check's cause. Without `/proc` only the
 * clock is watched.
 */
export class LimitWatch {
  readonly #limits: Limits;
  readonly #wallMs: number;
  readonly #programs: () => readonly Watched[];
  readonly #onBreach: (breach: LimitHit) => void;
  readonly #census: Census | undefined;
  readonly #begin = performance.now();
  readonly #suspects = new Set<Root>();
  readonly #ended = new Set<Watched>();
  readonly #timer: NodeJS.Timeout;
  #lastTickMs = performance.now();
  #breach: LimitHit | undefined;

  constructor(
    options: Readonly<{
      limits: Limits;
      /** Milliseconds of the submission's time on the clock that are left for this check. */
      wallMs: number;
      programs: () => readonly Watched[];
      hasProc: boolean;
      onBreach: (breach: LimitHit) => void;
    }>,
  ) {
    this.#limits = options.limits;
    this.#wallMs = options.wallMs;
    this.#programs = options.programs;
    this.#onBreach = options.onBreach;
    this.#census = options.hasProc ? new Census() : undefined;
    this.#timer = setInterval(() => this.tickIfDue(), tickMs / 2);
  }

  /** The first limit that was gone over; nothing of the check counts after it. */
  get breach(): LimitHit | undefined {
    return this.#breach;
  }

  /** Looks, if the last look is long enough ago: also between the steps of a loop that takes long. */
  tickIfDue(): void {
    const now = performance.now();
    const isSuspicious = this.#suspects.size > 0;
    if (now - this.#lastTickMs < (isSuspicious ? confirmMs : tickMs)) return;
    this.#lastTickMs = now;
    this.#tick(now - this.#begin);
  }

  /** One more look at the end: what has just begun to grow is seen as well. */
  lastLook(): LimitHit | undefined {
    if (this.#breach === undefined) this.#tick(performance.now() - this.#begin);
    return this.#breach;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #tick(nowMs: number): void {
    const programs = this.#programs();
    if (this.#breach !== undefined) return this.#endAll(programs);
    if (nowMs >= this.#wallMs) return this.#over(limitHit("wall", this.#limits), programs);
    if (programs.length === 0 || this.#census === undefined) return;
    const usages = this.#census.read(
      programs.map(({ root }) => root),
      this.#limits.processes + manyMore,
    );
    for (const program of programs) {
      const usage = usages.get(program.root);
      const hit = usage === undefined ? undefined : this.#hitOf(program, usage);
      if (hit !== undefined) return this.#over(hit, programs);
    }
  }

  #hitOf(program: Watched, usage: Usage): LimitHit | undefined {
    const limits = this.#limits;
    const { name } = program;
    if (usage.processes > limits.processes + sandboxProcesses) {
      return limitHit("processes", limits, name, usage.processes);
    }
    if (usage.cpuMs > limits.cpu * 1000) {
      return limitHit("cpu", limits, name, Math.round(usage.cpuMs / 100) / 10);
    }
    const memoryMiB = this.#memoryMiB(program, usage);
    return memoryMiB > limits.memory
      ? limitHit("memory", limits, name, Math.round(memoryMiB))
      : undefined;
  }

  /**
   * What a program uses, if that is too much. A group's count is exact; the sum over its processes counts
   * pages twice that a child still has in common with its parent, so with a group it is only the reason
   * to ask. And it is asked twice: between vfork(2) and exec a child has all of its parent's memory, for a
   * moment.
   */
  #memoryMiB(program: Watched, usage: Usage): number {
    const { memory } = this.#limits;
    const { root } = program;
    const used = usage.memoryMiB > memory ? (program.groupMemoryMiB() ?? usage.memoryMiB) : 0;
    if (used <= memory) this.#suspects.delete(root);
    if (used <= memory || this.#suspects.has(root)) return used;
    this.#suspects.add(root);
    return 0;
  }

  #over(breach: LimitHit, programs: readonly Watched[]): void {
    this.#breach = breach;
    this.#onBreach(breach);
    this.#endAll(programs);
  }

  /** A check that is over is over for all of its programs, also for one that was just about to start. */
  #endAll(programs: readonly Watched[]): void {
    for (const program of programs) {
      if (this.#ended.has(program)) continue;
      this.#ended.add(program);
      void program.vanishes();
    }
  }
}

const tickMs = 50;
/** Longer than a child takes from vfork(2) to exec. */
const confirmMs = 10;
/** So many new processes at once are looked at one by one; beyond the limit as it is. */
const manyMore = 64;
/** bubblewrap, the first process in its namespace, and a shell: not of the student's making. */
const sandboxProcesses = 3;
