import { isAbsolute } from "node:path/posix";
import type { MemberProblem } from "./archive-member.ts";

/** Where a member of an archive may be written, or why nowhere. */
export type EntryPath =
  | Readonly<{ path: string; problem?: never }>
  | Readonly<{ path?: never; problem: MemberProblem }>;

/**
 * Makes a path below the archive's own folder from a member's name, with `/`; empty for that folder itself.
 * Backslashes separate folders, as archives from Windows have them. No name leads out: not with `..`, not
 * from the root, not with a drive.
 */
export function entryPath(name: string, windows = process.platform === "win32"): EntryPath {
  const path = pathOf(name);
  const segments = path.split("/").filter((segment) => segment !== "" && segment !== ".");
  const problem =
    leadsOut(path, segments) ?? tooMuch(segments) ?? (windows ? unfit(segments) : undefined);
  return problem === undefined ? { path: segments.join("/") } : { problem };
}

function pathOf(name: string): string {
  // What was not UTF-8 could not be named on any command line.
  return name.replaceAll("\\", "/").replaceAll("\uFFFD", "_");
}

function leadsOut(path: string, segments: readonly string[]): MemberProblem | undefined {
  const expected = "files that stay in the archive's own folder";
  if (path.includes("\0")) return { expected: "names without NUL bytes", got: "one" };
  if (isAbsolute(path) || /^[a-z]:/iu.test(path)) return { expected, got: "an absolute path" };
  // Windows drops dots and blanks at the end of a name: `.. ` is its parent folder, too.
  return segments.some((segment) => /^\.[. ]*$/u.test(segment))
    ? { expected, got: "a way out of it" }
    : undefined;
}

function tooMuch(segments: readonly string[]): MemberProblem | undefined {
  if (segments.length > mostLevels)
    return { expected: `at most ${mostLevels} levels of folders`, got: `${segments.length}` };
  if (segments.some((segment) => Buffer.byteLength(segment) > longestName))
    return { expected: `names of at most ${longestName} bytes`, got: "a longer one" };
  if (Buffer.byteLength(segments.join("/")) > longestPath)
    return { expected: `paths of at most ${longestPath} bytes`, got: "a longer one" };
  return undefined;
}

/** A grader looks eight levels deep (`submission/walk.ts`), packages of Java and of Node take some more. */
const mostLevels = 32;
/** NAME_MAX, and half of PATH_MAX: the folder around it needs its share. */
const longestName = 255;
const longestPath = 2048;

function unfit(segments: readonly string[]): MemberProblem | undefined {
  const isUnfit = segments.some((segment) => unfitName.test(segment));
  return isUnfit ? { expected: "names that Windows allows", got: "another one" } : undefined;
}

const unfitName = /[<>:"|?*\p{Cc}]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;
