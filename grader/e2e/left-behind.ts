import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/** The processes that are still there after the time it takes to bury the dead of a loaded machine. */
export async function leftBehind(marker: string): Promise<readonly string[]> {
  const deadline = performance.now() + 5_000;
  while (processesWith(marker).length > 0 && performance.now() < deadline) await delay(20);
  return processesWith(marker);
}

/** Command lines of the processes alive on this machine that carry `marker` in them (proc(5)). */
function processesWith(marker: string): readonly string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/u.test(name) && Number(name) !== process.pid)
    .map(commandLineOf)
    .filter((line) => line.includes(marker));
}

function commandLineOf(pid: string): string {
  try {
    // Empty for a zombie, which only waits for its parent.
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    // It has ended meanwhile.
    return "";
  }
}
