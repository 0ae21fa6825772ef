import { existsSync, lstatSync, readdirSync, readlinkSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { dirname } from "node:path";

/**
 * The options of bwrap(1) that show the machine's programs and libraries, read-only. `hidden` are
 * folders below them that nobody may see.
 */
export function systemOptions(hidden: readonly string[]): readonly string[] {
  return [
    ...systemFolders().flatMap((folder) => show(folder, hidden)),
    ...rootLinks().flatMap(([name, target]) => ["--symlink", target, `/${name}`]),
  ];
}

/**
 * The options that show interpreters which are not part of the system: pyenv's, nvm's, sdkman's. Only
 * theirs: beside them in the same home folder lie keys and other people's work.
 */
export function interpreterOptions(
  interpreters: readonly string[],
  hidden: readonly string[],
): readonly string[] {
  const paths = interpreters.flatMap((path) => [path, ...realPathOf(path)]);
  const places = new Set(paths.filter((path) => !isOfSystem(path)).map(placeOf));
  return [...places].flatMap((place) => show(place, hidden, coverOf(place, hidden)));
}

/** The hidden folder that an interpreter lies in: the grader's own compiler lies in the grader's folder. */
function coverOf(place: string, hidden: readonly string[]): string | undefined {
  return hidden.find((folder) => place.startsWith(`${folder}/`));
}

/** The PATH inside: the interpreters' own folders, then the system's. */
export function pathInside(interpreters: readonly string[]): string {
  const own = interpreters.filter((path) => !isOfSystem(path)).map(dirname);
  return [...new Set([...own, systemPath])].join(":");
}

/** Where every system has its programs. */
export const systemPath = "/usr/local/bin:/usr/bin:/bin";

/** With `cover`, a hidden folder above it, there is nothing but it in that. */
function show(folder: string, hidden: readonly string[], cover?: string): readonly string[] {
  const covered = hidden.filter((one) => one.startsWith(`${folder}/`));
  return [
    ...(cover === undefined ? [] : ["--tmpfs", cover]),
    "--ro-bind-try",
    folder,
    folder,
    ...(cover === undefined ? [] : ["--remount-ro", cover]),
    ...covered.flatMap((one) => ["--tmpfs", one, "--remount-ro", one]),
  ];
}

function systemFolders(): readonly string[] {
  const known = ["/usr", "/nix/store", "/gnu/store"];
  const ofRoot = rootNames.map((name) => `/${name}`).filter(isRealFolder);
  return [...known.filter((folder) => existsSync(folder)), ...ofRoot];
}

/** Links in most distributions (`/bin` → `usr/bin`), folders in a few. */
const rootNames = ["bin", "sbin", "lib", "lib32", "lib64", "libx32"];

function rootLinks(): readonly (readonly [string, string])[] {
  return rootNames.flatMap((name) => {
    const found = lstatSync(`/${name}`, { throwIfNoEntry: false });
    return found?.isSymbolicLink() === true ? [[name, readlinkSync(`/${name}`)] as const] : [];
  });
}

function isRealFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isOfSystem(path: string): boolean {
  return [...systemFolders(), ...rootNames.map((name) => `/${name}`)].some((folder) =>
    path.startsWith(`${folder}/`),
  );
}

/** An interpreter with its libraries: `~/.pyenv/versions/3.12.1` of `…/bin/python3`; else its folder. */
function placeOf(interpreter: string): string {
  const folder = dirname(interpreter);
  const prefix = dirname(folder);
  if (hasLibraries(prefix) && !isHome(prefix)) return prefix;
  // Somebody has a home folder on the PATH: the file itself, and nothing beside it.
  return isHome(folder) ? interpreter : folder;
}

function hasLibraries(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => name.startsWith("lib"));
  } catch {
    return false;
  }
}

/** A home folder, `~/.local` in it, or what homes lie in: much in there is nobody's business. */
function isHome(folder: string): boolean {
  const home = homedir();
  return (
    folder === "/" ||
    `${home}/`.startsWith(`${folder}/`) ||
    folder === `${home}/.local` ||
    /^\/(?:root|home|home\/[^/]+)(?:\/\.local)?$/u.test(folder)
  );
}

function realPathOf(path: string): readonly string[] {
  try {
    return [realpathSync(path)];
  } catch {
    // Gone since it was found: starting it will say so.
    return [];
  }
}
