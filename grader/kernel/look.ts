import { housekeeping } from "./housekeeping.ts";
import { byTelling } from "./headline.ts";
import { listProc } from "./proc-files.ts";
import { processTree } from "./process.ts";
import type { ProcessSnapshot } from "./process.ts";
import type { SocketLookup } from "./socket-lookup.ts";
import type { SystemCall } from "./system-calls.ts";
import type { Thread } from "./thread.ts";
import { waitOf } from "./wait.ts";
import type { Wait } from "./wait.ts";
import type { Holdings, ProgramLook } from "./view.ts";

/** What a look needs besides the process. */
export type LookTools = Readonly<{ names: ReadonlyMap<number, SystemCall>; lookup: SocketLookup }>;

/** One look at the process tree below `root` and its wrappers, as {@link Kernel.look} describes it. */
export function lookAt(
  root: number,
  wrappers: number,
  keyboard: string | undefined,
  { names, lookup }: LookTools,
): ProgramLook {
  const tree = processTree(root, wrappers, names);
  const alive = tree.filter((each) => each.threads.length > 0);
  const threads = alive.flatMap((each) => waitsOf(each, keyboard, lookup));
  const program = threads.filter((each) => !each.isHousekeeping);
  const waits =
    alive.length === 0
      ? [ended]
      : byTelling(
          program.length === 0 ? [{ on: "unknown" }] : program.map(({ wait }) => wait.waiting),
        );
  return {
    alive: alive.length > 0,
    processes: alive.map(({ pid }) => pid),
    ...motionOf(alive, threads),
    fingerprint: fingerprint(tree, threads),
    steadyFingerprint: fingerprint(tree, program),
    waits,
    waiting: waits[0] ?? { on: "unknown" },
    readsKeyboard: program.some(({ wait }) => wait.readsKeyboard),
    accepting: program.some(({ wait }) => wait.accepting),
    receiving: [...new Set(program.flatMap(({ wait }) => wait.receiving))],
    awaitsDatagram: program.some(({ wait }) => wait.awaitsDatagram),
    cpuMs: tree.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
  };
}

/** What the process tree below `root` and its wrappers holds, as {@link Kernel.holdings} describes it. */
export function holdingsAt(root: number, wrappers: number, { names, lookup }: LookTools): Holdings {
  const tree = processTree(root, wrappers, names);
  const alive = tree.filter((each) => each.threads.length > 0);
  const threads = alive.flatMap((each) => waitsOf(each, undefined, lookup));
  return {
    processes: alive.length,
    zombies: tree.length - alive.length,
    threads: threads.filter((each) => !each.isHousekeeping).length,
    descriptors: alive.reduce((sum, { pid }) => sum + listProc(`/proc/${pid}/fd`).length, 0),
  };
}

type Observed = Readonly<{ thread: Thread; wait: Wait; isHousekeeping: boolean }>;

// The one who started it knows how it ended.
const ended = { on: "exited", code: undefined, signal: undefined } as const;

function waitsOf(
  snapshot: ProcessSnapshot,
  keyboard: string | undefined,
  lookup: SocketLookup,
): readonly Observed[] {
  const isOwn = housekeeping(snapshot);
  return snapshot.threads.map((thread) => {
    const wait = waitOf(thread, keyboard, lookup);
    return { thread, wait, isHousekeeping: isOwn(thread, wait) };
  });
}

function motionOf(
  processes: readonly ProcessSnapshot[],
  threads: readonly Observed[],
): Pick<ProgramLook, "motion" | "wakesInMs" | "longestTimerMs" | "ticking"> {
  const program = threads.filter((each) => !each.isHousekeeping);
  const isMoving =
    processes.some((each) => each.changing) ||
    program.some(({ wait }) => wait.waiting.on === "running");
  const timers = program.map(({ wait }) => wait.timer).filter((timer) => timer !== undefined);
  const times = timers.map((timer) => timer.wakesInMs).filter((time) => time !== undefined);
  const isTimed = timers.length > 0 || processes.some(hasAlarm);
  const ticks = threads.some(
    ({ wait, isHousekeeping }) =>
      isHousekeeping && (wait.timer !== undefined || wait.waiting.on === "running"),
  );
  return {
    motion: isMoving ? "moving" : isTimed || ticks ? "timed" : "blocked",
    wakesInMs: times.length > 0 ? Math.min(...times) : undefined,
    longestTimerMs: times.length > 0 ? Math.max(...times) : undefined,
    ticking: !isMoving && !isTimed && ticks,
  };
}

/**
 * alarm(2) and setitimer(2) are invisible from outside, but whoever uses them catches SIGALRM. Go
 * catches everything, and does not use it.
 */
function hasAlarm({ threads }: ProcessSnapshot): boolean {
  const caught = Number.parseInt(threads[0]?.caught.slice(-8) ?? "0", 16);
  return (caught & sigalrm) !== 0 && (caught & everySignal) !== everySignal;
}

const sigalrm = 1 << 13;

// SIGQUIT, SIGILL, SIGTRAP, SIGUSR1, SIGUSR2, SIGURG and SIGPROF: together only in Go.
const everySignal = [3, 4, 5, 10, 12, 23, 27].reduce(
  (mask, signal) => mask | (1 << (signal - 1)),
  0,
);

function fingerprint(tree: readonly ProcessSnapshot[], threads: readonly Observed[]): string {
  return tree
    .map(
      ({ pid, changing }) =>
        `${pid}${changing ? `~${process.hrtime.bigint()}` : ""}[${threads
          .filter(({ thread }) => thread.pid === pid)
          .map(({ thread }) => thread.mark)
          .join(" ")}]`,
    )
    .join(" ");
}
