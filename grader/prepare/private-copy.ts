import { copyFile, cp, mkdir, realpath } from "node:fs/promises";
import { dirname, join } from "node:path";
import { walk } from "../submission/walk.ts";

/**
 * Copies a submission to `target`, so that nothing its programs write lands in what was handed in.
 * Left out: what tools make (.git, virtual environments) and, unless `builds`, build outputs.
 * `modules` also copies the top folder's node_modules.
 */
export async function privateCopy(
  folder: string,
  target: string,
  { builds, modules }: Readonly<{ builds: boolean; modules: boolean }>,
): Promise<void> {
  const { files } = await walk(folder, { builds });
  const folders = new Set(files.map(({ path }) => dirname(join(target, path))));
  await mkdir(target, { recursive: true });
  await Promise.all([...folders].map((path) => mkdir(path, { recursive: true })));
  await Promise.all(files.map(({ path }) => copyOne(join(folder, path), join(target, path))));
  if (modules) await copyModules(folder, target);
}

async function copyOne(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to);
  } catch {
    // A data file that can not be read: the program that needs it will say so in its own words.
  }
}

async function copyModules(folder: string, target: string): Promise<void> {
  try {
    await cp(await realpath(join(folder, "node_modules")), join(target, "node_modules"), {
      recursive: true,
    });
  } catch {
    // Most programs have none.
  }
}
