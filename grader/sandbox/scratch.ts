import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statfsSync,
} from "node:fs";
import { isAbsolute, join, sep } from "node:path";
import type { Workplace } from "../model/workplace.ts";
import type { Purpose } from "./sandbox.ts";

/** The folders of one check, all in one place: what its programs may write, and where they run. */
export type Scratch = Workplace &
  Readonly<{
    /** Holds everything else. */
    root: string;
    /** For `/tmp` and `/dev/shm`. */
    tmp: string;
    shm: string;
    /** Installed packages of the submission, which are shown and not copied. */
    modules: string | undefined;
  }>;

/** Makes the folders of a check below `place`, with a copy of the submission in them. */
export function makeScratch(place: string, workplace: Workplace, purpose: Purpose): Scratch {
  const root = mkdtempSync(join(place, "/"));
  const home = join(root, "home");
  const modules = join(workplace.submission, "node_modules");
  const scratch = {
    root,
    home,
    submission: join(home, "redes"),
    out: join(root, "out"),
    tmp: join(root, "tmp"),
    shm: join(root, "shm"),
    modules: existsSync(modules) ? modules : undefined,
  };
  const { out, tmp, shm } = scratch;
  for (const folder of [home, out, tmp, shm]) mkdirSync(folder, { recursive: true });
  copyTree(workplace.submission, scratch.submission, (path) => path !== scratch.modules);
  // A compiler finds the folder it writes to, and nothing that another one has made.
  const shown = purpose === "check" ? () => true : isFolder;
  copyTree(workplace.out, out, shown);
  return scratch;
}

/**
 * What a build has made, back into the workplace: plain files, and links that lead to such in the same
 * folder. One that leads further would lead somewhere else from there.
 */
export function keepScratch(
  scratch: Scratch,
  workplace: Workplace,
  folder: "submission" | "out",
): void {
  copyTree(scratch[folder], workplace[folder], isPlain);

  function isPlain(path: string): boolean {
    const found = lstatSync(path);
    if (!found.isSymbolicLink()) return found.isFile() || found.isDirectory();
    const leadsInside = existsSync(path) && realpathSync(path).startsWith(scratch[folder] + sep);
    return leadsInside && !isAbsolute(readlinkSync(path));
  }
}

/** @returns false when something in it withstands: a tree too deep to be named, say. */
export function removeScratch({ root }: Scratch): boolean {
  try {
    rmSync(root, { recursive: true, force: true });
    return true;
  } catch {
    return false;
  }
}

/** Whether nothing more can be written there; only where it lies on a file system of its own. */
export function isFull({ root }: Scratch): boolean {
  try {
    const { bavail, ffree } = statfsSync(root);
    return bavail === 0 || ffree === 0;
  } catch {
    return false;
  }
}

function isFolder(path: string): boolean {
  return lstatSync(path).isDirectory();
}

/** Links stay links: where they lead is looked up by whoever follows them, inside of a sandbox. */
function copyTree(from: string, to: string, filter: (path: string) => boolean): void {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, filter });
}
