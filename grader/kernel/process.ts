import { listProc, readProc } from "./proc-files.ts";
import type { SystemCall } from "./system-calls.ts";
import { readThread } from "./thread.ts";
import type { Thread } from "./thread.ts";

/** One process at about one moment. */
export type ProcessSnapshot = Readonly<{
  pid: number;
  /** Without those that have ended; none: the process is a zombie. */
  threads: readonly Thread[];
  children: readonly number[];
  /** Its threads changed while they were read. */
  changing: boolean;
  cpuMs: number;
}>;

/**
 * A process and all below it, the root first; empty when there is no such process. `wrappers` is how many
 * processes at the top of the tree only wait for the program below them, and are no part of it.
 *
 * The order of reading matters to `still`: a process's children are listed after its threads'
 * counters were read, so a child that is not listed can only come from a thread that ran since.
 * A child whose parent ends belongs to another process from then on (init's, or the sandbox's own).
 */
export function processTree(
  root: number,
  wrappers: number,
  names: ReadonlyMap<number, SystemCall>,
): readonly ProcessSnapshot[] {
  const found: ProcessSnapshot[] = [];
  const pending = [...belowWrappers(root, wrappers)];
  const seen = new Set<number>();
  const deadline = performance.now() + longestWalkMs;
  for (let pid = pending.shift(); pid !== undefined; pid = pending.shift()) {
    if (found.length >= manyProcesses && performance.now() > deadline) return unfinished(found);
    if (seen.has(pid)) continue;
    seen.add(pid);
    const snapshot = readProcess(pid, names);
    if (snapshot === undefined) continue;
    found.push(snapshot);
    pending.push(...snapshot.children);
  }
  return found;
}

/**
 * A fork bomb leaves no time to look at all of it, and starts more meanwhile. What was not read may have
 * moved, so the root stands for it as changing.
 */
function unfinished([root, ...rest]: readonly ProcessSnapshot[]): readonly ProcessSnapshot[] {
  return root === undefined ? [] : [{ ...root, changing: true }, ...rest];
}

const manyProcesses = 64;
/** Three times what the largest tree within the usual limits takes on a machine that is idle. */
const longestWalkMs = 100;

/**
 * The ids of a process and of all below it, the root first; without the cost of looking at their threads.
 * `wrappers` as for {@link processTree}.
 */
export function processIds(root: number, wrappers = 0): readonly number[] {
  const ids = [...belowWrappers(root, wrappers)];
  const deadline = performance.now() + longestWalkMs;
  for (const pid of ids)
    if (ids.length < manyProcesses || performance.now() < deadline)
      ids.push(...childrenOf(pid, listProc(`/proc/${pid}/task`).map(Number)));
  return [...new Set(ids)];
}

/** A wrapper has one thread. */
function belowWrappers(root: number, wrappers: number): readonly number[] {
  if (wrappers === 0) return [root];
  return childrenOf(root, [root]).flatMap((pid) => belowWrappers(pid, wrappers - 1));
}

function readProcess(
  pid: number,
  names: ReadonlyMap<number, SystemCall>,
): ProcessSnapshot | undefined {
  const tids = listProc(`/proc/${pid}/task`).map(Number);
  const threads = tids
    .map((tid) => readThread(pid, tid, names))
    .filter((thread) => thread !== undefined);
  const stat = readProc(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // Counted from the state on, the third field: the name before it may hold spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return {
    pid,
    threads,
    children: threads.length === 0 ? [] : childrenOf(pid, tids),
    // A thread that was started after the list was made, or ended since.
    changing: threads.length > 0 && Number(fields[threadCount]) !== tids.length,
    cpuMs: cpuTime(pid, tids, fields),
  };
}

const threadCount = 17;

/** The processes that a process has started and that still belong to it. */
export function childrenOf(pid: number, tids: readonly number[]): readonly number[] {
  const lists = tids.map((tid) => readProc(`/proc/${pid}/task/${tid}/children`));
  if (lists.every((list) => list === undefined)) return childrenByParent(pid);
  return lists.flatMap((list) => numbersIn(list ?? ""));
}

/** The same by a walk through all processes, for a kernel without CONFIG_PROC_CHILDREN. */
export function childrenByParent(parent: number): readonly number[] {
  const pids = listProc("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.filter((pid) => {
    const stat = readProc(`/proc/${pid}/stat`) ?? "";
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) === parent;
  });
}

/**
 * The larger of two truths: `stat` counts the whole process but in ticks of 10 ms (USER_HZ is 100 on
 * every architecture here), `schedstat` counts nanoseconds but only of threads that are still there.
 */
function cpuTime(pid: number, tids: readonly number[], fields: readonly string[]): number {
  const exact = tids.map(
    (tid) => Number.parseInt(readProc(`/proc/${pid}/task/${tid}/schedstat`) ?? "0", 10) / 1e6,
  );
  const sum = exact.reduce((total, each) => total + each, 0);
  return Math.max(ticks(fields, ownTime), sum) + ticks(fields, reapedTime);
}

// Each is followed by the same in the kernel: utime and stime, cutime and cstime.
const ownTime = 11;
const reapedTime = 13;

function ticks(fields: readonly string[], index: number): number {
  return (Number(fields[index]) + Number(fields[index + 1])) * 10;
}

function numbersIn(text: string): readonly number[] {
  return text
    .split(" ")
    .filter((word) => word !== "")
    .map(Number);
}
