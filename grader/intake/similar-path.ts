import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { didYouMean } from "../lib/did-you-mean.ts";

/** What to add to an error about a path that does not exist: the neighbour that was likely meant, if there is one. */
export async function similarPath(path: string): Promise<string> {
  // The parent may be missing as well: then there is nothing to suggest.
  const meant = didYouMean(basename(path), await readdir(dirname(path)).catch(() => []));
  return meant === undefined ? "" : `; did you mean ${join(dirname(path), meant)}?`;
}
