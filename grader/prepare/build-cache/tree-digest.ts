import { createHash } from "node:crypto";
import type { Dirent } from "node:fs";
import { readdir, readFile, readlink, stat } from "node:fs/promises";
import { join } from "node:path";

/**
 * A digest of everything below a folder: names, contents, who may execute what, where links lead.
 * @returns undefined when something in it can not be told from something else: a name that is no text,
 * neither file nor folder nor link, or a file that is just being changed.
 */
export async function digestOfTree(root: string): Promise<string | undefined> {
  try {
    const found = await readdir(root, { recursive: true, withFileTypes: true });
    const entries = found
      .map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }))
      .toSorted((one, other) => (one.path < other.path ? -1 : 1));
    const all = createHash("sha256");
    for (let from = 0; from < entries.length; from += atOnce) {
      const some = entries.slice(from, from + atOnce);
      const told = await Promise.all(some.map(({ entry, path }) => tell(entry, path)));
      for (const [index, { path }] of some.entries())
        all.update(JSON.stringify([path.slice(root.length), told[index]]));
    }
    return all.digest("hex");
  } catch {
    return undefined;
  }
}

/** Each has a file open. */
const atOnce = 16;

async function tell(entry: Dirent, path: string): Promise<string> {
  if (entry.name.includes("\uFFFD")) throw new Error("a name that is no text");
  if (entry.isDirectory()) return "folder";
  if (entry.isSymbolicLink()) return `link ${await readlink(path)}`;
  if (!entry.isFile()) throw new Error("neither file nor folder nor link");
  const [bytes, { mode }] = await Promise.all([readFile(path), stat(path)]);
  const content = createHash("sha256").update(bytes).digest("hex");
  return `file ${mode & 0o100} ${content}`;
}
