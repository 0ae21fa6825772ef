import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { unfinishedSuffix } from "./publish.ts";

/**
 * Throws away what was not used for longest until a cache has room again, and what builders left
 * behind that were killed while they wrote. Whoever reads an entry at that moment reads it to its end.
 */
export async function prune(folder: string, maxBytes: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const all = await Promise.all(names.map((name) => look(join(folder, name))));
  const found = all.filter((one) => one !== undefined);
  const isLeftBehind = ({ path, mtimeMs }: Entry) =>
    path.endsWith(unfinishedSuffix) && Date.now() - mtimeMs > longestWriteMs;
  const entries = found.filter((one) => !isLeftBehind(one));
  const gone = found.filter(isLeftBehind);
  let total = entries.reduce((sum, { size }) => sum + size, 0);
  // With some room to spare, so that the next entry does not begin all over again.
  const goal = total > maxBytes ? maxBytes * (1 - spare) : total;
  for (const entry of entries.toSorted((one, other) => one.mtimeMs - other.mtimeMs)) {
    if (total <= goal) break;
    gone.push(entry);
    total -= entry.size;
  }
  // Another grader may have been quicker.
  await Promise.all(gone.map(({ path }) => rm(path, { force: true }).catch(() => undefined)));
}

const spare = 1 / 8;

const longestWriteMs = 3_600_000;

type Entry = Readonly<{ path: string; size: number; mtimeMs: number }>;

async function look(path: string): Promise<Entry | undefined> {
  try {
    const { size, mtimeMs } = await stat(path);
    return { path, size, mtimeMs };
  } catch {
    return undefined;
  }
}
