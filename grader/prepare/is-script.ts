import { open } from "node:fs/promises";

/** Whether an executable is text for an interpreter (`#!`), as the shims of version managers are. */
export async function isScript(path: string): Promise<boolean> {
  // An executable that may not be read is none of the shims, which are text.
  const file = await open(path, "r").catch(() => undefined);
  if (file === undefined) return false;
  try {
    const start = Buffer.alloc(2);
    await file.read(start, 0, 2, 0);
    return start.toString("latin1") === "#!";
  } finally {
    await file.close();
  }
}
