import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { removeGroup } from "./cgroup.ts";
import { below, findPlace, foldersOf, type GroupPlace, linesOf } from "./cgroup-place.ts";

/** This grader's place for groups, made when it is first asked for and removed when the grader ends. */
export function groupHome(): GroupPlace | undefined {
  if (opened === undefined) {
    const home = openGroupHome();
    opened = { home };
    if (home !== undefined) process.once("exit", () => closeGroupHome(home, exitRounds));
  }
  return opened.home;
}

let opened: Readonly<{ home: GroupPlace | undefined }> | undefined;

/**
 * Makes the folder that holds this grader's groups, where the machine lets it, and removes what
 * graders that are dead have left beside it. Its name is one as login sessions have, so that nothing
 * tells a program that it is graded, and holds the grader's process id and start time.
 * @param proc what the kernel says about the grader: `/proc/self`.
 * @returns undefined where groups are not to be had: no cgroups, or none that is delegated.
 */
export function openGroupHome(proc = "/proc/self"): GroupPlace | undefined {
  const place = findPlace(proc);
  if (place === undefined) return undefined;
  for (const parent of foldersOf(place)) sweep(parent, dirname(proc));
  const { pid, start } = identityOf(join(proc, "stat"));
  const home = below(place, `session-${pid}.${start}.scope`);
  try {
    if (home.version === 2) handOn(place.memory, pid);
    for (const folder of foldersOf(home)) mkdirSync(folder);
    if (home.version === 2) {
      writeFileSync(join(home.memory, "cgroup.subtree_control"), "+memory +pids");
      shareProcessor(home.memory);
    }
  } catch {
    closeGroupHome(home);
    return undefined;
  }
  return home;
}

/** Removes the grader's folder and the groups in it that nobody is in any more; tries that so often. */
export function closeGroupHome(home: GroupPlace, rounds = 1): void {
  for (const folder of foldersOf(home)) {
    for (let round = 0; round < rounds && !removeWithGroups(folder); round += 1) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    }
  }
}

/** Slots that were ended this moment take another to be gone with all that ran in them. */
const exitRounds = 100;

/** Where the processor is handed on as well; see {@link GroupPlace}. */
function shareProcessor(folder: string): void {
  if (!linesOf(join(folder, "cgroup.controllers")).join(" ").split(" ").includes("cpu")) return;
  writeFileSync(join(folder, "cgroup.subtree_control"), "+cpu");
}

/** In version 2 a group passes its limits on only when nobody is in it: whoever is, moves below. */
function handOn(folder: string, pid: string): void {
  if (linesOf(join(folder, "cgroup.procs")).includes(pid)) {
    if (!existsSync(join(folder, "init.scope"))) mkdirSync(join(folder, "init.scope"));
    writeFileSync(join(folder, "init.scope", "cgroup.procs"), pid);
    writeFileSync(join(folder, "cgroup.subtree_control"), "+memory +pids");
  }
}

/** Removes the folders of graders that are dead; a process id may be another's by now. */
function sweep(parent: string, proc: string): void {
  for (const name of foldersIn(parent)) {
    const [, pid, start] = /^session-(\d+)\.(\d+)\.scope$/u.exec(name) ?? [];
    if (pid === undefined) continue;
    if (identityOf(join(proc, pid, "stat")).start !== start) removeWithGroups(join(parent, name));
  }
}

/** Process id and start time, in ticks since the machine started, of proc_pid_stat(5). */
function identityOf(stat: string): Readonly<{ pid: string; start: string | undefined }> {
  const [line = ""] = linesOf(stat);
  const start = line.slice(line.lastIndexOf(")") + 2).split(" ")[19];
  return { pid: line.split(" ")[0] ?? "", start };
}

function removeWithGroups(folder: string): boolean {
  for (const name of foldersIn(folder)) removeGroup(join(folder, name));
  return removeGroup(folder);
}

function foldersIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return [];
  }
}
