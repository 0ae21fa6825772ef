import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { killGroup } from "./spawn.ts";

/**
 * A value put into a program's environment so that whatever it starts can be found again: a
 * daemon leaves its process group and its parent, but its environment stays. The name is one that
 * login sessions set, so that nothing tells a program that it is being graded.
 */
export function watchForEscape(): Readonly<{ name: string; value: string }> {
  return { name: "XDG_SESSION_ID", value: `c${randomBytes(8).toString("hex")}` };
}

/**
 * Ends a program and everything it started, wherever that has moved: its process group first,
 * then every process that carries the session value of {@link watchForEscape}. Repeats until a
 * look finds none, as a program may be forking meanwhile, and until those that it has found have
 * closed their sockets too, which comes after their environment has gone; for at most so many
 * milliseconds: on a busy machine a fork bomb outruns whoever ends it one by one.
 * @returns whether nothing is left.
 */
export async function stopProgram(
  pid: number,
  session: string,
  withinMs: number,
): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  const found = new Set(carriersOf(session));
  killGroup(pid);
  do {
    const left = carriersOf(session);
    for (const carrier of left) {
      found.add(carrier);
      killGroup(carrier);
    }
    if (left.length === 0 && ![...found].some(isEnding)) return true;
    await delay(1);
  } while (performance.now() < deadline);
  return false;
}

/** Live processes whose environment holds the value; none where there is no `/proc` (proc(5)). */
function carriersOf(session: string): readonly number[] {
  let names: string[];
  try {
    names = readdirSync("/proc");
  } catch {
    return [];
  }
  return names.map(Number).filter((pid) => pid > 0 && pid !== process.pid && carries(pid, session));
}

function carries(pid: number, session: string): boolean {
  try {
    // A zombie's environment is empty, so the dead are not found again.
    return readFileSync(`/proc/${pid}/environ`, "latin1").includes(session);
  } catch {
    return false;
  }
}

/** Whether a process is still there, and not as a zombie, which holds nothing any more. */
function isEnding(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return !/^[ZX]/u.test(stat.slice(stat.lastIndexOf(")") + 2));
  } catch {
    return false;
  }
}
