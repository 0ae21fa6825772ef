import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** Bytes of all files below a folder that are copied for a check, rounded up to whole pages. */
export function folderBytes(folder: string): number {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.reduce((sum, entry) => {
    const path = join(folder, entry.name);
    if (entry.isFile()) return sum + Math.ceil(statSync(path).size / pageBytes) * pageBytes;
    return entry.isDirectory() && entry.name !== "node_modules" ? sum + folderBytes(path) : sum;
  }, 0);
}

const pageBytes = 4096;
