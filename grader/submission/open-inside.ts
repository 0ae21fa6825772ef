import { constants } from "node:fs";
import { open, readlink, realpath, type FileHandle } from "node:fs/promises";
import { join, sep } from "node:path";

/**
 * Opens a file of a folder that was handed in, for reading: a regular one, and in that folder. What
 * `walk` has seen may be something else by now, as the folder is somebody else's to change: a link
 * to a secret, a pipe that keeps whoever opens it waiting. `path` is relative to `root`.
 * @throws what open(2) throws, ELOOP for a link, and an error that says so for all the rest.
 */
export async function openInside(root: string, path: string): Promise<FileHandle> {
  const file = await open(join(root, path), constants.O_RDONLY | noLink | noWait);
  try {
    if (!(await file.stat()).isFile()) throw new Error("something that is not a regular file");
    await assertInside(root, file);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

// Windows has neither, nor what they are against.
const noLink = constants.O_NOFOLLOW ?? 0;
const noWait = constants.O_NONBLOCK ?? 0;

/** A folder on the way may have become a link: the kernel knows where the open file really is (proc(5)). */
async function assertInside(root: string, file: FileHandle): Promise<void> {
  if (process.platform !== "linux") return;
  const place = await readlink(`/proc/self/fd/${file.fd}`, "buffer");
  if (place.toString("latin1").startsWith(await realFolder(root))) return;
  throw new Error("a file outside of the submission");
}

async function realFolder(root: string): Promise<string> {
  return (await realpath(root, "buffer")).toString("latin1") + sep;
}
