import { statSync } from "node:fs";
import { listProc, readProc } from "./proc-files.ts";

/** A program to count: its first process, and a text that its environment holds. */
export type Root = Readonly<{ pid: number; session: string }>;

/** What a program and all it started use at about one moment. */
export type Usage = Readonly<{
  /** Processes and threads. */
  processes: number;
  /**
   * Memory of all its processes: what each has for itself, and the largest of what they map from files
   * and share. Pages that fork(2) has not copied yet count for every process that has them.
   */
  memoryMiB: number;
  /** User and system time since it began, those that have ended included; never less than before. */
  cpuMs: number;
  members: readonly number[];
}>;

/**
 * Counts what programs use, again and again, at little cost: one list of `/proc` for all of them,
 * and one file for each of their processes (proc_pid_stat(5)). Who once belonged to a program stays
 * its own, wherever it has moved since: a child by its parent, a daemon that was seen too late for that by
 * its environment. Who was there before the census began belongs to none.
 */
export class Census {
  #roots: readonly Root[] = [];
  #asked = 0;
  readonly #earlier = new Set(pidsNow());
  /** Whose each process is; undefined: nobody's. */
  #owners = new Map<number, Root | undefined>([...this.#earlier].map((pid) => [pid, undefined]));
  readonly #cpu = new Map<Root, Readonly<{ live: number; gone: number }>>();

  /**
   * Reads once. `most` is how many new processes are looked at one by one: more are a bomb, of
   * which a few tell whose it is, and their number is all that is known then.
   */
  read(roots: readonly Root[], most: number): ReadonlyMap<Root, Usage> {
    const begun = roots.filter((root) => !this.#roots.includes(root));
    if (begun.length > 0) this.#forgetStrangers();
    this.#roots = roots;
    const pids = pidsNow();
    const known = this.#owners;
    const added = pids.filter((pid) => !known.has(pid));
    this.#owners = new Map(pids.flatMap((pid) => (known.has(pid) ? [[pid, known.get(pid)]] : [])));
    for (const root of begun) this.#owners.set(root.pid, root);
    for (const pid of this.#earlier) if (!this.#owners.has(pid)) this.#earlier.delete(pid);
    const isBomb = added.length > most;
    this.#asked = 0;
    const looked = isBomb ? spread(added, sampleSize) : added;
    for (const pid of looked) this.#owners.set(pid, this.#ownerOf(pid));
    const stats = this.#stats();
    return new Map(
      roots.map((root) => {
        const usage = this.#sum(root, stats.get(root) ?? []);
        const share = looked.filter((pid) => this.#owners.get(pid) === root).length / looked.length;
        if (!isBomb) return [root, usage];
        return [root, { ...usage, processes: Math.round(added.length * share) + usage.processes }];
      }),
    );
  }

  /** A program that has just started may have been seen before anybody said whose it is. */
  #forgetStrangers(): void {
    for (const [pid, owner] of this.#owners) {
      if (owner === undefined && !this.#earlier.has(pid)) this.#owners.delete(pid);
    }
  }

  #ownerOf(pid: number): Root | undefined {
    const stat = readProc(`/proc/${pid}/stat`);
    if (stat === undefined) return undefined;
    const [, parent = 0, group = 0] = fieldsOf(stat);
    const relative = this.#owners.get(parent) ?? this.#owners.get(group);
    if (relative !== undefined) return relative;
    // This file alone makes its reader wait for the process (mmap_lock), which a bomb keeps from running.
    if (this.#asked >= mostAsked) return undefined;
    this.#asked += 1;
    const environment = readProc(`/proc/${pid}/environ`) ?? "";
    return this.#roots.find(({ session }) => environment.includes(session));
  }

  #stats(): ReadonlyMap<Root, readonly Member[]> {
    const found = new Map<Root, Member[]>(this.#roots.map((root) => [root, []]));
    for (const [pid, owner] of this.#owners) {
      const members = owner && found.get(owner);
      const stat = members && readProc(`/proc/${pid}/stat`);
      if (members === undefined || stat === undefined) continue;
      members.push(memberOf(pid, stat, readProc(`/proc/${pid}/statm`) ?? ""));
    }
    return found;
  }

  #sum(root: Root, members: readonly Member[]): Usage {
    const live = total(members.map(({ cpuMs }) => cpuMs));
    const before = this.#cpu.get(root) ?? { live: 0, gone: 0 };
    // Whoever ends hands its time to a parent that waits for it; what is lost, nobody waited for.
    const gone = before.gone + Math.max(0, before.live - live);
    this.#cpu.set(root, { live, gone });
    return {
      processes: total(members.map(({ threads }) => threads)),
      memoryMiB: (pagesOf(members) * pageKiB()) / 1024,
      cpuMs: gone + live,
      members: members.map(({ pid }) => pid),
    };
  }
}

/** How many descriptors a process holds; 0 where the kernel does not tell (before Linux 6.2). */
export function descriptorsOf(pid: number): number {
  try {
    return statSync(`/proc/${pid}/fd`).size;
  } catch {
    return 0; // gone
  }
}

type Member = Readonly<{
  pid: number;
  threads: number;
  cpuMs: number;
  ownPages: number;
  sharedPages: number;
}>;

/** Counted from the state on, the third field: the name before it may hold spaces and parentheses. */
function fieldsOf(stat: string): readonly number[] {
  return stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
}

function memberOf(pid: number, stat: string, statm: string): Member {
  const fields = fieldsOf(stat);
  // User and system time of its own and of children it has waited for, in ticks of 10 ms.
  const cpuMs = total(fields.slice(11, 15)) * 10;
  const [, resident = 0, sharedPages = 0] = statm.split(" ").map(Number);
  return { pid, threads: fields[17] ?? 1, cpuMs, ownPages: resident - sharedPages, sharedPages };
}

function pagesOf(members: readonly Member[]): number {
  const largest = Math.max(0, ...members.map(({ sharedPages }) => sharedPages));
  return total(members.map(({ ownPages }) => ownPages)) + largest;
}

/** So many of a list, from all over it. */
function spread(pids: readonly number[], count: number): readonly number[] {
  const step = Math.max(1, Math.floor(pids.length / count));
  return pids.filter((_, index) => index % step === 0).slice(0, count);
}

/** By number, so that a parent comes before its children: Node sorts names as text. */
function pidsNow(): readonly number[] {
  return listProc("/proc")
    .map(Number)
    .filter((pid) => pid > 0)
    .toSorted((one, other) => one - other);
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

const sampleSize = 16;
/** So many environments are read at a time; the rest of a bomb is known by whom it descends from, or later. */
const mostAsked = 16;

/** 4 on x86-64, and 4, 16 or 64 on arm64: what Node says of itself in bytes, the kernel says in pages. */
function pageKiB(): number {
  knownPageKiB ??= sizeOfPage();
  return knownPageKiB;
}

let knownPageKiB: number | undefined;

function sizeOfPage(): number {
  const [, pages = 1] = (readProc("/proc/self/statm") ?? "").split(" ").map(Number);
  return 2 ** Math.round(Math.log2(process.memoryUsage.rss() / 1024 / Math.max(1, pages)));
}
