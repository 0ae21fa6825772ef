import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { RequestError } from "../model/request-error.ts";

/** How many levels of folders below the submission are looked into. */
const maxDepth = 8;

/** How many files and folders are looked at before giving up. */
const maxEntries = 20_000;

/** A regular file below the folder, or a link to one. */
export type FoundFile = Readonly<{
  /** Relative to the folder, with `/`. */
  path: string;
  /** 0 for a file of the folder itself. */
  depth: number;
  /** Where a link leads, relative to the folder; the same as `path` for files. */
  real: string;
}>;

/** What a folder holds. */
export type Tree = Readonly<{
  /** Shallow first, then by name. */
  files: readonly FoundFile[];
  /** What can not be a program although it may be called like one, and why. */
  unusable: readonly Readonly<{ path: string; why: string }>[];
  /** Nothing at all was in the folder. */
  empty: boolean;
}>;

/**
 * Lists a folder's files, {@link maxDepth} levels deep, without the folders that tools make. Links are
 * followed to files inside of the folder only. `builds` says whether to enter build outputs.
 * Throws RequestError for more than `limit` entries and for folders that can not be read.
 */
export async function walk(
  root: string,
  { builds = false, limit = maxEntries }: Readonly<{ builds?: boolean; limit?: number }> = {},
): Promise<Tree> {
  const files: FoundFile[] = [];
  const unusable: { path: string; why: string }[] = [];
  const top = await list(root);
  const realRoot = await realpath(root);
  let count = 0;

  const visit = async (
    folder: string,
    depth: number,
    entries: readonly Dirent[],
  ): Promise<void> => {
    count += entries.length;
    if (count > limit) {
      throw new RequestError(
        `Expected at most ${limit} files and folders in ${root}, got more: is it the right folder?`,
      );
    }
    if (depth > 0 && entries.some(({ name }) => name === "pyvenv.cfg")) return;
    const below: Promise<void>[] = [];
    for (const entry of entries) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isFile()) {
        if (entry.name.includes("\uFFFD")) unusable.push({ path, why: "its name is not UTF-8" });
        else if (!entry.name.startsWith("._")) files.push({ path, depth, real: path });
      } else if (entry.isDirectory()) {
        if (depth < maxDepth && !isSkipped(entry.name, builds))
          below.push(descend(path, depth + 1));
      } else if (entry.isSymbolicLink()) {
        below.push(follow(path, depth));
      } else {
        unusable.push({ path, why: "it is not a regular file" });
      }
    }
    await Promise.all(below);
  };

  const descend = async (folder: string, depth: number): Promise<void> => {
    await visit(folder, depth, await list(join(root, folder)));
  };

  const follow = async (path: string, depth: number): Promise<void> => {
    try {
      const target = await realpath(join(realRoot, path));
      if (!target.startsWith(realRoot + sep)) {
        unusable.push({ path, why: "it is a link to outside of the submission" });
      } else if ((await stat(target)).isFile()) {
        files.push({
          path,
          depth,
          real: target
            .slice(realRoot.length + 1)
            .split(sep)
            .join("/"),
        });
      }
      // A link to a folder of the submission is not entered: the folder is seen at its own place.
    } catch {
      // ENOENT, ELOOP, EACCES: all the same to a program that is to be started.
      unusable.push({ path, why: "it is a link that leads nowhere" });
    }
  };

  await visit("", 0, top);
  files.sort((a, b) => a.depth - b.depth || (a.path < b.path ? -1 : 1));
  unusable.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, unusable, empty: top.length === 0 };
}

async function list(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    throw new RequestError(`Expected a folder that can be read, got ${reasonOf(error)}: ${folder}`);
  }
}

/** A file system error in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "no permission (EACCES)",
  EPERM: "no permission (EPERM)",
  ENOENT: "nothing there (ENOENT)",
  ELOOP: "a link, or links that lead in a circle (ELOOP)",
  ENXIO: "something that is not a regular file (ENXIO)",
};

function isSkipped(name: string, builds: boolean): boolean {
  if (name.startsWith(".") || tooling.has(name)) return true;
  return !builds && (buildOutputs.has(name) || name.startsWith("cmake-build-"));
}

const tooling = new Set(["node_modules", "__MACOSX", "__pycache__", "venv", "site-packages"]);
const buildOutputs = new Set(["target", "build", "dist", "out", "obj", "CMakeFiles"]);
