import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../exercise/package-root.ts";
import { type BuildCache, openBuildCache } from "../prepare/build-cache/build-cache.ts";
import type { Slot } from "./slots.ts";

/**
 * The cache of what compilers make in these slots, one for the whole process. Undefined where none can
 * be kept. `host` says where caches are.
 */
export async function buildsOf(
  slots: readonly Promise<Pick<Slot, "sandbox">>[],
  host: Readonly<Record<string, string | undefined>>,
): Promise<BuildCache | undefined> {
  const { sandbox } = await Promise.race(slots);
  const known = opened.get(sandbox) ?? open(sandbox, host);
  opened.set(sandbox, known);
  return await known;
}

const opened = new Map<Slot["sandbox"], Promise<BuildCache | undefined>>();

/** What a compiler sees depends on the sandbox, and how it is called on the grader. */
async function open(
  sandbox: Slot["sandbox"],
  host: Readonly<Record<string, string | undefined>>,
): Promise<BuildCache | undefined> {
  return openBuildCache({ host, edition: `${sandbox} ${await builtGrader()}` });
}

/** Names its parts by their contents, so its own content changes with any of them. */
async function builtGrader(): Promise<string> {
  const slot = await readFile(join(packageRoot, "dist", "grader", "cli", "slot.js"));
  return createHash("sha256").update(slot).digest("hex");
}
