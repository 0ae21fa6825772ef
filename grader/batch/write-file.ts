import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * Puts a file in place as a whole: whoever looks sees what was there before or all of `text`, also after a
 * power failure. @throws what open(2), write(2) or fsync(2) says; then the earlier file is still there.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.new`);
  try {
    await writeSynced(draft, text);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, "w");
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new name is on the disk only once its folder is (fsync(2)); not every system lets a folder be opened. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => undefined);
  try {
    await folder?.sync();
  } catch {
    // Not every file system knows how (EINVAL).
  } finally {
    await folder?.close();
  }
}

/** Whether an error says that nothing more can be kept: then to go on would lose what is graded. */
export function isDiskFailure(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return diskFailures.has(code);
}

const diskFailures = new Set(["ENOSPC", "EDQUOT", "EROFS", "EIO"]);
