import { join } from "node:path";
import { packageRoot } from "../exercise/package-root.ts";
import { runToEnd } from "../process/spawn.ts";
import { slotCommand } from "../sandbox/slot-command.ts";
import type { Tried } from "./trial.ts";

/**
 * Starts the programs of a check's surroundings for real, where checks run: in a slot of its own, or
 * in this network where slots do not start (`isolated` false). Takes as long as the start of a slot.
 * @returns what each refused tool said; undefined for those that work.
 */
export async function tryMachine(
  where: Readonly<{ isolated: boolean; path: string }>,
): Promise<Tried> {
  const entry = join(packageRoot, "dist", "grader", "cli", "trial.js");
  const command = where.isolated
    ? [...slotCommand([process.execPath, entry]), "slot"]
    : [process.execPath, entry];
  const env = { PATH: where.path };
  const { stdout, stderr } = await runToEnd(command, { cwd: "/", env, timeoutMs: 30_000 });
  try {
    return JSON.parse(stdout) as Tried;
  } catch {
    const error = stderr.trim().split("\n").at(-1) ?? "";
    return { look: error, sandbox: error, capture: error };
  }
}
