import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { openInside } from "../submission/open-inside.ts";
import { walk } from "../submission/walk.ts";

/**
 * A hash of everything in a folder that grading may look at: names, rights to execute, contents. Of installed
 * packages (node_modules) only the names count.
 * @throws RequestError for a folder that is no submission: too many files, or unreadable.
 */
export async function hashSubmission(folder: string): Promise<string> {
  const { files, unusable } = await walk(folder, { builds: true });
  const hash = createHash("sha256");
  for (const { path, real } of files) {
    const file = await openInside(folder, real).catch(() => undefined);
    if (file === undefined) {
      hash.update(`${JSON.stringify(path)} unreadable\n`);
      continue;
    }
    const { mode, size } = await file.stat();
    hash.update(`${JSON.stringify(path)} ${mode & 0o111} ${size}\n`);
    // Closes the file as well.
    await pipeline(file.createReadStream(), hash, { end: false });
  }
  for (const { path, why } of unusable) hash.update(`${JSON.stringify([path, why])}\n`);
  const modules: string[] = await readdir(join(folder, "node_modules")).catch(() => []);
  hash.update(JSON.stringify(modules.toSorted()));
  return hash.digest("hex");
}

/** The hash of a file's content; undefined where it can not be read. */
export async function hashFile(path: string): Promise<string | undefined> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(path), hash, { end: false });
    return hash.digest("hex");
  } catch {
    return undefined;
  }
}

export function hashText(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
