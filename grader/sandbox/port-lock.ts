import {
  chmodSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/**
 * Waits until these ports are nobody else's and holds them until disposed: two gradings on one
 * machine, whatever process they run in and whoever's they are, take turns on a hard-coded port.
 * Ports are taken in ascending order, so two that want the same ports never wait for each other in
 * a circle. A lock whose holder has died is taken over.
 * @throws when `folder` can not be written to.
 */
export async function lockPorts(
  ports: readonly number[],
  folder = join(tmpdir(), "sockgrade-ports"),
): Promise<AsyncDisposable> {
  makeShared(folder);
  const held: string[] = [];
  const release = () => {
    for (const file of held.splice(0)) giveBack(file);
    return Promise.resolve();
  };
  try {
    for (const port of [...new Set(ports)].toSorted((a, b) => a - b)) {
      let file = take(folder, port);
      for (; file === undefined; file = take(folder, port)) await delay(10);
      held.push(file);
    }
  } catch (error) {
    await release();
    throw error;
  }
  return { [Symbol.asyncDispose]: release };
}

/** For every user, whatever the umask; what one wrote, another can not remove. */
function makeShared(folder: string): void {
  if (mkdirSync(folder, { recursive: true }) !== undefined) chmodSync(folder, 0o1777);
}

/**
 * Every holder of a port leaves a file with the next number, `12345.7`, and the highest says who
 * holds it. Two that find the same dead holder both want the same next number, and only one gets
 * it; so a dead lock is never removed to be taken, which is where two could take it. The highest
 * number is never removed either: one who has looked long ago finds it and stands back.
 * @returns the file that holds the lock; undefined when it is somebody else's.
 */
function take(folder: string, port: number): string | undefined {
  const earlier = turnsOf(folder, port);
  const last = earlier.at(-1) ?? 0;
  if (last > 0 && isHeld(fileOf(folder, port, last))) return undefined;
  const mine = fileOf(folder, port, last + 1);
  if (!create(mine)) return undefined;
  if (turnsOf(folder, port).at(-1) !== last + 1) {
    rmSync(mine, { force: true });
    return undefined;
  }
  for (const turn of earlier) removeIfOurs(fileOf(folder, port, turn));
  return mine;
}

function fileOf(folder: string, port: number, turn: number): string {
  return join(folder, `${port}.${turn}`);
}

/** The numbers of a port's files, the highest last. */
function turnsOf(folder: string, port: number): readonly number[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${port}.`))
    .map((name) => Number(name.slice(`${port}.`.length)))
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

function giveBack(file: string): void {
  try {
    truncateSync(file);
  } catch {
    // Somebody has tidied the folder, so nobody is kept waiting.
  }
}

function removeIfOurs(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Another user's: it stays, and counts for nothing.
  }
}
