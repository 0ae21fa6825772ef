import { chmodSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { giveBackLock, takeLock } from "../process/file-lock.ts";

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
    for (const file of held.splice(0)) giveBackLock(file);
    return Promise.resolve();
  };
  try {
    for (const port of [...new Set(ports)].toSorted((a, b) => a - b)) {
      let file = takeLock(folder, String(port));
      for (; file === undefined; file = takeLock(folder, String(port))) await delay(10);
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
