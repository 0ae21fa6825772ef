import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** Everything in the guard that a program could have left or changed: names with what is there. */
export type Snapshot = Readonly<{
  files: ReadonlyMap<string, string>;
  processes: ReadonlyMap<string, string>;
  namespaces: ReadonlyMap<string, string>;
  mounts: ReadonlyMap<string, string>;
}>;

/** Looks at every file that is not a part of the system, at every process, namespace and mount. */
export function takeSnapshot(): Snapshot {
  const processes = new Map(livingProcesses().map((pid) => [pid, commandLine(pid)]));
  return {
    files: new Map(filesBelow("")),
    processes,
    namespaces: new Map([...processes.keys()].flatMap(namespacesOf)),
    mounts: new Map(mounts()),
  };
}

/**
 * What is different now, a line for each thing, but for the paths that are expected to be. A loaded
 * machine has some time to bury its dead.
 */
export async function differences(
  before: Snapshot,
  isExpected: (path: string) => boolean,
): Promise<readonly string[]> {
  const deadline = performance.now() + 5_000;
  for (;;) {
    const lines = compare(before, takeSnapshot(), isExpected);
    if (lines.length === 0 || performance.now() > deadline) return lines;
    await delay(50);
  }
}

function compare(
  before: Snapshot,
  after: Snapshot,
  isExpected: (path: string) => boolean,
): readonly string[] {
  return (["files", "processes", "namespaces", "mounts"] as const).flatMap((kind) => {
    const [old, now] = [before[kind], after[kind]];
    const known = [...new Set([...old.keys(), ...now.keys()])];
    return known
      .filter((name) => old.get(name) !== now.get(name) && !isExpected(name))
      .map(
        (name) => `${kind}: ${name}: ${old.get(name) ?? "not there"} → ${now.get(name) ?? "gone"}`,
      );
  });
}

/** Not the machine's: these are read-only in the guard, or no files at all. */
const system = /^\/(?:usr|bin|sbin|lib\w*|opt|nix|gnu|node|proc|sys|dev\/(?!shm)[^/]*|fixtures)$/u;

function filesBelow(folder: string): [string, string][] {
  return names(folder).flatMap((name): [string, string][] => {
    const path = `${folder}/${name}`;
    if (system.test(path)) return [];
    const status = lstatSync(path, { throwIfNoEntry: false });
    if (status === undefined) return [];
    const rights = status.mode.toString(8);
    if (status.isDirectory()) return [[path, rights], ...filesBelow(path)];
    const content = status.isFile() && status.size < 1 << 20 ? hash(path) : "";
    return [[path, [rights, status.size, status.mtimeMs, content].join(" ")]];
  });
}

function names(folder: string): readonly string[] {
  try {
    return readdirSync(folder === "" ? "/" : folder);
  } catch {
    return [];
  }
}

function hash(path: string): string {
  try {
    return createHash("sha1").update(readFileSync(path)).digest("hex");
  } catch {
    return "unreadable";
  }
}

/** A zombie only waits for its parent, and holds nothing. */
function livingProcesses(): readonly string[] {
  return readdirSync("/proc").filter((name) => /^\d+$/u.test(name) && stateOf(name) !== "Z");
}

function stateOf(pid: string): string {
  const stat = read(`/proc/${pid}/stat`);
  return stat === "" ? "Z" : (stat.slice(stat.lastIndexOf(")") + 2)[0] ?? "Z");
}

function commandLine(pid: string): string {
  return read(`/proc/${pid}/cmdline`).replaceAll("\0", " ").slice(0, 200);
}

function namespacesOf(pid: string): [string, string][] {
  return ["net", "pid", "mnt", "user"].flatMap((kind): [string, string][] => {
    try {
      return [[readlinkSync(`/proc/${pid}/ns/${kind}`), "in use"]];
    } catch {
      return [];
    }
  });
}

function mounts(): [string, string][] {
  return read("/proc/self/mountinfo")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => [line, "mounted"]);
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
