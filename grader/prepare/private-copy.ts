import { type Stats, writeFileSync } from "node:fs";
import { cp, lstat, mkdir, realpath } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { setImmediate } from "node:timers/promises";
import { RequestError } from "../model/request-error.ts";
import { readInside, type ReadFile } from "../submission/read-inside.ts";
import { walk, type FoundFile } from "../submission/walk.ts";

/**
 * Copies a submission to `target`, so that nothing its programs write lands in what was handed in,
 * and what happens to the folder from now on does not matter. Left out: what tools make (.git,
 * virtual environments) and, unless `builds`, build outputs. `modules` also copies the top folder's
 * node_modules; `only` names all that is copied.
 * @throws RequestError when one of `programs` can not be copied, or there is more than 256 MiB.
 */
export async function privateCopy(
  folder: string,
  target: string,
  {
    builds,
    modules,
    programs = [],
    only,
  }: Readonly<{
    builds: boolean;
    modules: boolean;
    programs?: readonly string[];
    only?: readonly string[] | undefined;
  }>,
): Promise<void> {
  const all = await walk(folder, { builds });
  const files = all.files.filter(({ path }) => only === undefined || only.includes(path));
  const folders = new Set(files.map(({ path }) => dirname(join(target, path))));
  await mkdir(target, { recursive: true });
  await Promise.all([...folders].map((path) => mkdir(path, { recursive: true })));
  const budget = new Budget(folder);
  const copied = new Set<string>();
  for (const [index, file] of files.entries()) {
    if (copyOne(folder, file, target, budget)) copied.add(file.path);
    if (index % turn === turn - 1) await setImmediate();
  }
  const missing = programs.find((path) => !copied.has(path));
  if (missing !== undefined)
    throw new RequestError(
      `Expected a folder that stays as it is while it is read, got another ${missing} than before: ${folder}`,
    );
  if (modules) await copyModules(folder, target, budget);
}

/** So many files take a few milliseconds; then everything else in this process has its turn. */
const turn = 100;

/** How much may be copied altogether: a file may seem larger than any disk. */
class Budget {
  readonly #folder: string;
  #left = maxMiB << 20;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @returns what was asked for. */
  take(bytes: number): number {
    this.#left -= bytes;
    if (this.#left < 0)
      throw new RequestError(`Expected at most ${maxMiB} MiB in ${this.#folder}, got more`);
    return bytes;
  }
}

const maxMiB = 256;

/** @returns whether it is there now. */
function copyOne(
  folder: string,
  { path, real }: FoundFile,
  target: string,
  budget: Budget,
): boolean {
  let file: ReadFile;
  try {
    file = readInside(folder, real, (size) => budget.take(size));
  } catch (error) {
    if (error instanceof RequestError) throw error;
    // A data file that can not be read: the program that needs it will say so in its own words.
    return false;
  }
  writeFileSync(join(target, path), file.bytes, { mode: (file.mode & 0o777) | 0o600 });
  return true;
}

/** Only what is in the folder itself: a link could lead to anybody's files. */
async function copyModules(folder: string, target: string, budget: Budget): Promise<void> {
  try {
    const from = await realpath(join(folder, "node_modules"));
    if (!from.startsWith((await realpath(folder)) + sep)) return;
    await cp(from, join(target, "node_modules"), {
      recursive: true,
      filter: async (path) => isWanted(await lstat(path), budget),
    });
  } catch (error) {
    if (error instanceof RequestError) throw error;
    // Most programs have none.
  }
}

function isWanted(status: Stats, budget: Budget): boolean {
  if (status.isFile()) budget.take(status.size);
  return status.isFile() || status.isDirectory() || status.isSymbolicLink();
}
