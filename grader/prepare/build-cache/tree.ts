import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, sep } from "node:path";

/** A regular file below a folder. */
export type TreeFile = Readonly<{
  /** Relative to the folder. */
  path: string;
  /** Rights for reading, writing and executing. */
  mode: number;
  bytes: Buffer;
}>;

/**
 * All files below a folder.
 * @returns undefined where there is anything else but files and folders (a link could lead to where
 * it leads only here), a name that is no text, or more than `maxBytes`.
 */
export async function readTree(
  folder: string,
  maxBytes: number,
): Promise<readonly TreeFile[] | undefined> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  if (found.some((entry) => !entry.isFile() && !entry.isDirectory())) return undefined;
  if (found.some(({ name }) => name.includes("\uFFFD"))) return undefined;
  const files: TreeFile[] = [];
  let left = maxBytes;
  for (const entry of found.filter((one) => one.isFile())) {
    const whole = join(entry.parentPath, entry.name);
    const { size, mode } = await stat(whole);
    left -= size;
    if (left < 0) return undefined;
    const path = whole.slice(folder.length + 1);
    files.push({ path, mode: (mode & 0o777) | 0o600, bytes: await readFile(whole) });
  }
  return files;
}

/** Makes a folder that holds these files and nothing else. */
export async function writeTree(folder: string, files: readonly TreeFile[]): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const folders = new Set(files.map(({ path }) => dirname(join(folder, path))).concat(folder));
  await Promise.all([...folders].map((one) => mkdir(one, { recursive: true })));
  await Promise.all(
    files.map(({ path, mode, bytes }) => {
      const place = join(folder, path);
      if (!place.startsWith(folder + sep)) throw new Error(`outside of the folder: ${path}`);
      return writeFile(place, bytes, { mode });
    }),
  );
}
