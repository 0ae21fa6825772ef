import {
  chmodSync,
  linkSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { randomUUID } from "node:crypto";
import { join } from "node:path";

/**
 * Takes the lock `name` in `folder` unless a process that lives holds it; it is free again once it is
 * given back or its holder has died, however that was.
 *
 * Every holder leaves a file with the next number, `name.7`, and the highest says who
 * holds it. Two that find the same dead holder both want the same next number, and only one gets
 * it; so a dead lock is never removed to be taken, which is where two could take it. The highest
 * number is never removed either: one who has looked long ago finds it and stands back.
 * @returns the file that holds the lock, to be given back; undefined when it is somebody else's.
 * @throws when `folder` can not be written to.
 */
export function takeLock(folder: string, name: string): string | undefined {
  const earlier = turnsOf(folder, name);
  const last = earlier.at(-1) ?? 0;
  if (last > 0 && isHeld(fileOf(folder, name, last))) return undefined;
  const mine = fileOf(folder, name, last + 1);
  if (!create(mine)) return undefined;
  if (turnsOf(folder, name).at(-1) !== last + 1) {
    rmSync(mine, { force: true });
    return undefined;
  }
  for (const turn of earlier) removeIfOurs(fileOf(folder, name, turn));
  return mine;
}

/** Gives back what {@link takeLock} has taken. */
export function giveBackLock(file: string): void {
  try {
    truncateSync(file);
  } catch {
    // Somebody has tidied the folder, so nobody is kept waiting.
  }
}

function fileOf(folder: string, name: string, turn: number): string {
  return join(folder, `${name}.${turn}`);
}

/** The numbers of a lock's files, the highest last. */
function turnsOf(folder: string, name: string): readonly number[] {
  return readdirSync(folder)
    .filter((file) => file.startsWith(`${name}.`))
    .map((file) => Number(file.slice(`${name}.`.length)))
    .filter(Number.isSafeInteger)
    .toSorted((a, b) => a - b);
}

/** Makes a lock that says whose it is from its first instant. @returns false when it exists. */
function create(file: string): boolean {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, `${process.pid} ${beginningOf(process.pid)}`, { flag: "wx" });
  try {
    chmodSync(draft, 0o644);
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Whether a lock's holder lives. One that was given back is empty. */
function isHeld(file: string): boolean {
  let holder: string;
  try {
    holder = readFileSync(file, "utf8");
  } catch {
    // The next holder has just removed it.
    return true;
  }
  const [pid = 0, beginning = ""] = holder.split(" ");
  return holder !== "" && isAlive(Number(pid)) && beginningOf(Number(pid)) === beginning;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** When a process began (proc(5)), as its number may be another's by now; empty where that is not told. */
function beginningOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

function removeIfOurs(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Another user's: it stays, and counts for nothing.
  }
}
