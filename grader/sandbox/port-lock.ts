import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/**
 * Waits until these ports are nobody else's and holds them until disposed: two gradings on one
 * machine, whatever process they run in, take turns on a hard-coded port. Ports are taken in
 * ascending order, so two that want the same ports never wait for each other in a circle. A lock
 * whose holder has died is taken over.
 */
export async function lockPorts(
  ports: readonly number[],
  folder = join(tmpdir(), "sockgrade-ports"),
): Promise<AsyncDisposable> {
  mkdirSync(folder, { recursive: true, mode: 0o777 });
  const held: string[] = [];
  for (const port of [...new Set(ports)].toSorted((a, b) => a - b)) {
    const file = join(folder, String(port));
    while (!take(file)) await delay(10);
    held.push(file);
  }
  return {
    [Symbol.asyncDispose]: () => {
      for (const file of held) rmSync(file, { force: true });
      return Promise.resolve();
    },
  };
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    // Somebody holds it. If that somebody has died, the next attempt finds it free.
    if (!isAlive(holderOf(file))) rmSync(file, { force: true });
    return false;
  }
}

function holderOf(file: string): number | undefined {
  try {
    // Empty for the instant between its creation and its first byte.
    return Number(readFileSync(file, "utf8")) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number | undefined): boolean {
  if (pid === undefined) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
