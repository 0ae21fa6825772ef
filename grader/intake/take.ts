import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { archiveStem, isArchiveName } from "./archive/archive-kind.ts";
import { Budget } from "./archive/budget.ts";
import { unpack } from "./archive/unpack.ts";
import type { ClassFiles } from "./class-files.ts";
import type { Handed } from "./layouts/layout.ts";
import { hasBothRoles } from "./layouts/one-submission.ts";
import { innermost, projectFolder } from "./project-folder.ts";

/**
 * Gives the folder to grade: the student's own where it lies on the disk and holds no archive, else a new
 * one below `into`. Archives in it are unpacked beside their neighbours, and those in them once more, unless
 * programs for both roles are there without them.
 * @throws RequestError for what can not be unpacked.
 */
export async function take(files: ClassFiles, { parts }: Handed, into: string): Promise<string> {
  const [first, ...others] = parts;
  if (first === undefined) throw new Error("Expected something that was handed in, got nothing");
  const isFolder = first.item.isFolder && others.length === 0;
  const place = isFolder ? files.place(first.item) : undefined;
  if (place !== undefined && (await archivesIn(await innermost(place))).length === 0)
    return await projectFolder(place);

  const folder = join(into, "submission");
  await mkdir(folder, { recursive: true });
  const budget = new Budget();
  if (!isFolder && others.length === 0 && isArchiveName(first.item.name)) {
    const packed = join(into, "packed", first.item.name);
    await files.copy(first.item, packed, budget);
    return await unpackWhole(packed, folder, { name: first.item.path, budget });
  }
  for (const { item, name } of parts) {
    await files.copy(item, isFolder ? folder : join(folder, name || item.name), budget);
  }
  const given = new Map(parts.map(({ item, name }) => [name, item.path]));
  const nameOf = (file: string) =>
    (isFolder ? `${first.item.path}/${file}` : given.get(file)) ?? file;
  await unpackInside(folder, { nameOf, budget, levels: 2 });
  return await projectFolder(folder);
}

/** What `grade` is given when it is not a folder: one archive, which may hold others once more. */
export async function takeArchive(archive: string, into: string): Promise<string> {
  const folder = join(into, "submission");
  return await unpackWhole(archive, folder, { name: archive, budget: new Budget() });
}

async function unpackWhole(
  archive: string,
  folder: string,
  { name, budget }: Readonly<{ name: string; budget: Budget }>,
): Promise<string> {
  await unpack(archive, folder, { name, budget });
  await unpackInside(folder, { nameOf: (file) => `${name}/${file}`, budget, levels: 1 });
  return await projectFolder(folder);
}

type Nesting = Readonly<{
  /** What errors call an archive. */
  nameOf: (file: string) => string;
  budget: Budget;
  levels: number;
}>;

async function unpackInside(folder: string, { nameOf, budget, levels }: Nesting): Promise<void> {
  if (levels === 0) return;
  const top = await innermost(folder);
  for (const name of await archivesIn(top)) {
    const target = await freeName(top, archiveStem(name));
    const path = nameOf(name);
    await unpack(join(top, name), target, { name: path, budget });
    // What is in it stands beside it: nobody needs it twice, least of all every check's copy.
    await rm(join(top, name));
    const nested = { nameOf: (file: string) => `${path}/${file}`, budget, levels: levels - 1 };
    await unpackInside(target, nested);
  }
}

/** Those that may hold what is graded: none where programs for both roles lie beside them. */
async function archivesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const items = entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
  if (hasBothRoles(items)) return [];
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith(".") && isArchiveName(entry.name))
    .map(({ name }) => name)
    .toSorted();
}

async function freeName(folder: string, stem: string): Promise<string> {
  const taken = new Set(await readdir(folder));
  let name = stem;
  for (let count = 2; taken.has(name); count += 1) name = `${stem}-${count}`;
  return join(folder, name);
}
