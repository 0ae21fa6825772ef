import { existsSync } from "node:fs";
import { packageRoot } from "../exercise/package-root.ts";
import { cachePlace } from "../prepare/build-cache/cache-folder.ts";
import { Bubblewrap } from "../sandbox/bubblewrap.ts";
import { NoSandbox } from "../sandbox/no-sandbox.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";

/**
 * bubblewrap where it works, else no sandbox. No program sees the folder of the grader itself, in
 * which the references and the checks are, nor what others built.
 * @param wrap how commands are started here; @param scratch as in `BubblewrapOptions`.
 */
export async function openSandbox(
  wrap: (command: readonly string[]) => readonly string[],
  scratch?: string,
): Promise<Sandbox> {
  if (process.platform !== "linux") return new NoSandbox();
  const path = process.env["PATH"] ?? "";
  const cache = cachePlace(process.env);
  const hidden = cache !== undefined && existsSync(cache) ? [packageRoot, cache] : [packageRoot];
  const found = await Bubblewrap.tryOut({ path, wrap, hidden, scratch });
  return typeof found === "string" ? new NoSandbox() : found;
}
