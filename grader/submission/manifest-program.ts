import { statSync } from "node:fs";
import { basename, join, posix } from "node:path";
import { didYouMean } from "../lib/did-you-mean.ts";
import type { Role } from "../model/role.ts";
import type { HandInExercise, ProgramSource } from "../model/submission.ts";
import { languageOf, supportedLanguages } from "./languages/index.ts";
import { unsupportedLanguageOf } from "./languages/unsupported.ts";
import { errorAt } from "./manifest-error.ts";
import { manifestEntry } from "./manifest-entry.ts";
import type { ReadManifest } from "./manifest.ts";
import { readRunLine } from "./run-line.ts";

/**
 * The program that a manifest's `run` names for a role; nothing when it names none. `files` are
 * the submission's, for suggestions. Throws RequestError with the place in the manifest.
 */
export function manifestProgram(
  root: string,
  { manifest, places }: ReadManifest,
  role: Role,
  { files, exercise }: Readonly<{ files: readonly string[]; exercise: HandInExercise | undefined }>,
): ProgramSource | undefined {
  const found = manifestEntry(manifest, role, exercise);
  if (found === undefined) return undefined;
  const { entry } = found;
  const fail = (key: string, expected: string, got: string) =>
    errorAt(places, [...found.path, key], expected, got);
  if (entry.cwd !== undefined && !isFolderInside(root, entry.cwd)) {
    throw fail("cwd", "a folder of the submission", JSON.stringify(entry.cwd));
  }
  const { run } = entry;
  for (const [key, line] of [
    ["run", run],
    ...(entry.stdin ?? []).map((text) => ["stdin", text]),
  ] as const) {
    const wrong = wrongPlaceholder(line ?? "");
    if (wrong !== undefined)
      throw fail(
        key ?? "run",
        "{host}, {port} or {group}",
        `${wrong.got}; did you mean ${wrong.meant}?`,
      );
  }
  if (run === undefined) return undefined;
  const got = JSON.stringify(run);
  const line = readRunLine(run, entry.cwd, (path) => isFileInside(root, path));
  if (line === undefined) throw fail("run", "a command", `an open quote in ${got}`);
  if (line.kind === "program")
    return { role, file: line.file, language: line.language, why, manifest: entry };

  const [first = ""] = line.words;
  const path = posix.join(line.cwd, first);
  const other = unsupportedLanguageOf(first);
  if (
    other !== undefined &&
    isFileInside(root, path) &&
    !first.startsWith("./") &&
    line.words.length === 1
  ) {
    throw fail(
      "run",
      `a command, or a program in ${supportedLanguages}`,
      `${got}, which is ${other}: say how it is started`,
    );
  }
  const missing = line.words.find((word, index) =>
    isMissing(root, posix.join(line.cwd, word), word, index),
  );
  // What `build` makes is not there yet, and what a shell makes of a line is the shell's.
  if (missing !== undefined && entry.build === undefined && line.words[1] !== "-c") {
    const meant = didYouMean(
      basename(missing),
      files.map((file) => basename(file)),
    );
    const full = files.find((file) => basename(file) === meant);
    const hint = full === undefined ? "" : `; did you mean ${JSON.stringify(full)}?`;
    throw fail("run", "a file of the submission or a command", `${JSON.stringify(missing)}${hint}`);
  }
  return { role, file: line.file ?? run, language: line.language, why, manifest: entry };
}

const why = { by: "manifest" } as const;

/** A word that can only be a file of the submission: a source, or a program told by its path. */
function isMissing(root: string, path: string, word: string, index: number): boolean {
  if (word.startsWith("/") || isFileInside(root, path)) return false;
  return languageOf(word) !== undefined || (index === 0 && word.includes("/"));
}

function wrongPlaceholder(line: string): Readonly<{ got: string; meant: string }> | undefined {
  for (const [got, word = ""] of line.matchAll(/\{(\w+)\}/g)) {
    const meant = didYouMean(word, placeholders);
    if (meant !== undefined && meant !== word) return { got, meant: `{${meant}}` };
  }
  return undefined;
}

const placeholders = ["host", "port", "group"];

function isInside(path: string): boolean {
  const normal = posix.normalize(path);
  return !posix.isAbsolute(normal) && normal !== ".." && !normal.startsWith("../");
}

function isFileInside(root: string, path: string): boolean {
  return isInside(path) && statSync(join(root, path), { throwIfNoEntry: false })?.isFile() === true;
}

function isFolderInside(root: string, path: string): boolean {
  return (
    isInside(path) && statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory() === true
  );
}
