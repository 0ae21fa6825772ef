import { type Dirent } from "node:fs";
import { cp, mkdir, readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { RequestError } from "../model/request-error.ts";
import { byName, type ClassFiles, type Item } from "./class-files.ts";
import { isJunk } from "./junk.ts";

/**
 * A class that lies in a folder. `spoilt` are paths whose contents could not be had when the folder was
 * unpacked, with the errors that their owners get.
 */
export function folderFiles(
  root: string,
  spoilt: ReadonlyMap<string, Error> = new Map(),
): ClassFiles {
  const errorIn = ({ path }: Item) =>
    [...spoilt].find(([bad]) => bad === path || bad.startsWith(`${path}/`))?.[1];
  return {
    list: async (folder) => {
      const entries = await entriesOf(join(root, folder));
      const items = entries
        .filter(({ name }) => !isJunk(name))
        .map((entry) => toItem(root, folder, entry));
      return (await Promise.all(items)).toSorted(byName);
    },
    hasFolder: async (path) => await isFolder(join(root, path)),
    place: (item) => (errorIn(item) === undefined ? join(root, item.path) : undefined),
    copy: async (item, to) => {
      const error = errorIn(item);
      if (error !== undefined) throw error;
      await copyTree(join(root, item.path), to, item.path);
    },
    problems: [],
    [Symbol.dispose]: () => undefined,
  };
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  return await readdir(folder, { withFileTypes: true }).catch((error: Error) => {
    throw new RequestError(`Expected a folder that can be read, got ${error.message}`);
  });
}

async function toItem(root: string, folder: string, entry: Dirent): Promise<Item> {
  const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
  // A teacher may have gathered a class with links; what lies further down is the students'.
  const follow = folder === "" && entry.isSymbolicLink();
  return {
    path,
    name: entry.name,
    isFolder: follow ? await isFolder(join(root, path)) : entry.isDirectory(),
  };
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (status) => status.isDirectory(),
    () => false,
  );
}

/** Links are copied as links: whoever reads the copy decides what they are worth. */
async function copyTree(from: string, to: string, name: string): Promise<void> {
  try {
    await mkdir(dirname(to), { recursive: true });
    await cp(from, to, {
      recursive: true,
      // Of two files with one name nobody knows which is meant.
      force: false,
      errorOnExist: true,
      verbatimSymlinks: true,
      filter: (path) => !isJunk(basename(path)),
    });
  } catch (error) {
    throw new RequestError(
      `Expected files and folders that can be copied, got ${(error as Error).message}: ${name}`,
    );
  }
}
