import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { join } from "node:path";

/** Every executable file of a name along a PATH, in its order. */
export async function findPrograms(
  name: string,
  path: string | undefined,
): Promise<readonly string[]> {
  const folders = (path ?? "").split(":").filter((folder) => folder.startsWith("/"));
  const places = folders.map((folder) => join(folder, name));
  const found = await Promise.all(places.map(isExecutable));
  return places.filter((_, index) => found[index]);
}

/** The first of {@link findPrograms} for the first name that has any. */
export async function findProgram(
  names: readonly string[],
  path: string | undefined,
): Promise<string | undefined> {
  for (const name of names) {
    const [first] = await findPrograms(name, path);
    if (first !== undefined) return first;
  }
  return undefined;
}

/** Whether it is a file that may be executed. */
export async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    // Not there or not allowed: either way nothing to start.
    return false;
  }
}

/** Every folder of a PATH as if an interpreter in it were needed: for commands that nobody can foresee. */
export function everyFolderOf(path: string | undefined): readonly string[] {
  return (path ?? "").split(":").map((folder) => join(folder, "*"));
}
