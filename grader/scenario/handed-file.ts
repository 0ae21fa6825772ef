import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import type { HandedFile } from "./stage.ts";

/**
 * Reads a file of a submission's copy; undefined when it has more than `mostBytes`. Only the grader
 * writes to the copy; a link, a pipe or something that grows is refused here all the same.
 */
export async function readHandedFile(
  { folder, name }: HandedFile,
  mostBytes: number,
): Promise<Buffer | undefined> {
  const file = await open(join(folder, name), constants.O_RDONLY | noLink | noWait);
  try {
    const status = await file.stat();
    if (!status.isFile()) throw new Error(`${name} is not a regular file`);
    if (status.size > mostBytes) return undefined;
    const bytes = Buffer.alloc(status.size);
    const { bytesRead } = await file.read(bytes, 0, status.size, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

// Windows has neither, nor what they are against.
const noLink = constants.O_NOFOLLOW ?? 0;
const noWait = constants.O_NONBLOCK ?? 0;
