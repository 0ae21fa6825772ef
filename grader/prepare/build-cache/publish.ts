import { randomBytes } from "node:crypto";
import { link, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** How an entry came to the cache: `exists` when another one of its name was there first. */
export type Publication = "published" | "exists" | "failed";

/**
 * Puts an entry into the cache at once and whole: it is written beside its place and then given its name,
 * which link(2) does for one of several only. `replace` puts it in the place of a damaged one.
 */
export async function publish(
  folder: string,
  key: string,
  bytes: Uint8Array,
  replace: boolean,
): Promise<Publication> {
  const unfinished = join(folder, `${key}.${randomBytes(6).toString("hex")}${unfinishedSuffix}`);
  try {
    await writeFile(unfinished, bytes, { flag: "wx", mode: 0o600 });
    return await give(unfinished, join(folder, key), replace);
  } catch {
    // A full disk, a folder that is gone: the build is there all the same.
    return "failed";
  } finally {
    await rm(unfinished, { force: true }).catch(() => undefined);
  }
}

/** What a builder that is killed while it writes leaves behind. */
export const unfinishedSuffix = ".part";

async function give(unfinished: string, place: string, replace: boolean): Promise<Publication> {
  try {
    if (!replace) {
      await link(unfinished, place);
      return "published";
    }
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return "exists";
    // A file system without hard links: there the last one counts, which is as good a build.
  }
  await rename(unfinished, place);
  return "published";
}
