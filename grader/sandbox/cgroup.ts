import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Limits } from "../model/limits.ts";
import { below, foldersOf, type GroupPlace } from "./cgroup-place.ts";
import { headroom } from "./resource-limits.ts";

/** A control group for one program and all it starts (cgroups(7)). */
export interface Group {
  /** The command that joins the group and then runs `command`, as the same process. */
  wrap(command: readonly string[]): readonly string[];
  /** Which limits the kernel has held a process of the group at. */
  hits(): readonly ("processes" | "memory")[];
  /** Memory of its own that all in it use now, pages in common counted once; undefined when it is gone. */
  memoryMiB(): number | undefined;
  /** Ends every process in it, however fast they start others, and removes it. */
  close(): Promise<void>;
}

/** Makes groups; {@link openGroup} bound to a place. */
export type OpenGroup = (limits: GroupLimits) => Group | undefined;

/** The limits that a group holds. */
export type GroupLimits = Pick<Limits, "memory" | "disk" | "processes">;

/**
 * A new group in `home` with these limits, or undefined where it can not be made: then the watcher
 * is alone. The kernel counts files on a tmpfs as memory of who wrote them, so `disk` comes on top.
 */
export function openGroup(home: GroupPlace, limits: GroupLimits): Group | undefined {
  const folders = below(home, randomBytes(6).toString("hex"));
  const all = foldersOf(folders);
  try {
    for (const folder of all) makeGroup(folder);
    limitMemory(folders.memory, (limits.memory + limits.disk) * 1024 * 1024, home.version);
    writeFileSync(join(folders.processes, "pids.max"), `${limits.processes + headroom.processes}`);
  } catch {
    // Not delegated after all, or a machine that has no room for one more.
    for (const folder of all) removeGroup(folder);
    return undefined;
  }
  return {
    wrap: (command) => ["/bin/sh", "-c", joining(all), "sh", ...command],
    hits: () => hitsOf(folders),
    memoryMiB: () => memoryOf(folders),
    close: () => closeGroup(folders.processes, all),
  };
}

/**
 * Makes a group, and the home it is in should another grader have taken that for a dead one's. Not by
 * `recursive`, which never ends in file systems of the kernel's that refuse (Node 20).
 */
function makeGroup(folder: string): void {
  if (!existsSync(dirname(folder))) mkdirSync(dirname(folder));
  mkdirSync(folder);
}

/** A group without processes and groups in it disappears; nothing happens to any other. */
export function removeGroup(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

/** 0 stands for whoever writes it, in whichever PID namespace that is. */
function joining(folders: readonly string[]): string {
  const joins = folders.map((folder) => `{ echo 0 > '${folder}/cgroup.procs'; } 2> /dev/null`);
  return [...joins, 'exec "$@"'].join("\n");
}

function limitMemory(folder: string, bytes: number, version: 1 | 2): void {
  if (version === 1) {
    writeFileSync(join(folder, "memory.limit_in_bytes"), `${bytes}`);
    writeIfThere(join(folder, "memory.memsw.limit_in_bytes"), `${bytes}`);
    return;
  }
  writeFileSync(join(folder, "memory.max"), `${bytes}`);
  writeIfThere(join(folder, "memory.swap.max"), "0");
  writeIfThere(join(folder, "memory.oom.group"), "1");
}

/** Swap may not be accounted for on this machine, and its file not be there. */
function writeIfThere(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch {
    // Memory itself is limited all the same.
  }
}

function hitsOf({ version, ...folders }: GroupPlace): ReturnType<Group["hits"]> {
  const oom = join(folders.memory, version === 1 ? "memory.oom_control" : "memory.events");
  const events = join(folders.processes, "pids.events");
  // Many processes take much memory as well, so they are told first.
  return [
    ...(countIn(events, "max") > 0 ? (["processes"] as const) : []),
    ...(countIn(oom, "oom_kill") > 0 ? (["memory"] as const) : []),
  ];
}

/** Without what the kernel keeps of files and can drop. */
function memoryOf({ version, memory }: GroupPlace): number | undefined {
  const word = version === 1 ? "rss" : "anon";
  const bytes = countIn(join(memory, "memory.stat"), word);
  return bytes === 0 ? undefined : bytes / 1024 / 1024;
}

/** The number after a word in a file of lines `word number`; 0 where there is none. */
function countIn(file: string, word: string): number {
  try {
    return Number(new RegExp(`^${word} (\\d+)$`, "mu").exec(readFileSync(file, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** First nobody in it may start another, so that there is an end to ending them. */
async function closeGroup(processes: string, all: readonly string[]): Promise<void> {
  writeIfThere(join(processes, "pids.max"), "0");
  for (let round = 0; round < maxRounds; round += 1) {
    killAll(processes);
    for (const folder of all) removeGroup(folder);
    if (!all.some((folder) => existsSync(folder))) return;
    await delay(2);
  }
}

/** The dead stay in their groups until they are reaped: a moment. */
const maxRounds = 250;

function killAll(folder: string): void {
  for (const line of linesOf(join(folder, "cgroup.procs"))) {
    try {
      // 0 would be our own process group: who is seen from another PID namespace has no number.
      if (Number(line) > 0) process.kill(Number(line), "SIGKILL");
    } catch {
      // Gone meanwhile.
    }
  }
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, "utf8").split("\n").filter(Boolean);
  } catch {
    return [];
  }
}
