import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { didYouMean } from "../lib/did-you-mean.ts";
import { RequestError } from "../model/request-error.ts";
import { type FileRole, partOf, type Role } from "../model/role.ts";
import type { HandIn, ProgramSource, Submission } from "../model/submission.ts";
import { stemOf } from "./candidate.ts";
import { chosenProgram } from "./chosen-program.ts";
import { folderWithManifest } from "./find-manifest.ts";
import { findFiles } from "./handed-files.ts";
import { identify, type Identified } from "./identify.ts";
import { extensionOf, languageOf } from "./languages/index.ts";
import { unsupportedLanguageOf } from "./languages/unsupported.ts";
import { manifestEntry } from "./manifest-entry.ts";
import { manifestProgram } from "./manifest-program.ts";
import { readManifest } from "./manifest.ts";
import { nameHint } from "./name-hint.ts";
import { nothingFound } from "./nothing-found.ts";
import { programOfScript, readPackageScripts } from "./package-scripts.ts";
import { topicReader } from "./topic.ts";
import { ambiguous, asksForRole } from "./unclear.ts";
import { reasonOf, walk, type Tree } from "./walk.ts";

/**
 * Opens a folder that was handed in and finds its programs: those that `sockgrade.yaml` names,
 * the others by name, by folder, by code. One of the roles may be missing, never all. Where an exercise wants
 * files instead of programs, finds those.
 * Throws RequestError when the path, the manifest or the choice of programs is wrong.
 */
export async function openSubmission(
  path: string,
  handIn: Partial<HandIn> = {},
): Promise<Submission> {
  const { roles = ["server", "client"], files = [], exercise } = handIn;
  const root = resolve(path);
  await assertFolder(root);
  if (files.length > 0) return await openFiles(root, files);
  const [tree, manifest] = await Promise.all([walk(root), readManifest(root)]);
  if (tree.empty)
    throw new RequestError(`Expected a folder with a submission, got an empty folder: ${root}`);
  const own = manifest === undefined ? folderWithManifest(root, tree, exercise) : undefined;
  if (own !== undefined) return await openSubmission(join(root, own), handIn);

  const programs: Partial<Record<Role, ProgramSource>> = {};
  const names = tree.files.map((file) => file.path);
  const topicOf = topicReader(exercise);
  const scripts = (await readPackageScripts(root, tree.files)).filter(
    ({ cwd }) => topicOf(cwd.split("/"), "").number !== -1,
  );
  for (const role of roles) {
    const isSaid =
      manifest !== undefined && manifestEntry(manifest.manifest, role, exercise) !== undefined;
    const program = isSaid
      ? manifestProgram(root, manifest, role, { files: names, exercise })
      : programOfScript(scripts, role, tree.files);
    if (program !== undefined) programs[role] = program;
  }

  const wanted = roles.filter((role) => programs[role] === undefined);
  const taken = Object.values(programs).map(({ file }) => file);
  const found = await identify(root, tree.files, { wanted, taken, exercise });
  const torn = wanted.filter((role) => (found.choices[role]?.length ?? 0) > 1);
  if (torn.length > 0) throw ambiguous(root, torn, found.choices);
  for (const role of wanted) {
    const [chosen] = found.choices[role] ?? [];
    if (chosen === undefined) assertNothingUnusable(role, tree);
    else {
      const entry = manifest && manifestEntry(manifest.manifest, role, exercise)?.entry;
      programs[role] = chosenProgram(role, chosen, found.programs, entry);
    }
  }
  if (Object.keys(programs).length < roles.length) assertNoMenu(root, roles, programs, found);
  if (Object.keys(programs).length === 0) throw nothingFound(root, tree, roles, found);
  return {
    path: root,
    programs,
    candidates: [...found.programs.map(({ file }) => file), ...unsupportedIn(names)].slice(
      0,
      mostCandidates,
    ),
  };
}

const mostCandidates = 50;

/** A role is missing: perhaps because one program plays both, and asks which. */
function assertNoMenu(
  root: string,
  roles: readonly Role[],
  programs: Submission["programs"],
  found: Identified,
): void {
  const taken = Object.values(programs).map(({ file }) => file);
  for (const candidate of found.programs) {
    const isInPlay = taken.length === 0 || taken.includes(candidate.file);
    const error = isInPlay ? asksForRole(root, roles, candidate) : undefined;
    if (error !== undefined) throw error;
  }
}

/** Files instead of programs: nothing is built or started, and one of them may be missing. */
async function openFiles(root: string, wanted: readonly FileRole[]): Promise<Submission> {
  const tree = await walk(root);
  return {
    path: root,
    programs: {},
    files: findFiles(root, tree, wanted),
    candidates: tree.files.map((file) => file.path).slice(0, mostCandidates),
  };
}

async function assertFolder(root: string): Promise<void> {
  const expected = "Expected a folder with a submission";
  const status = await stat(root).catch((error: unknown) => error);
  if (status instanceof Error) {
    if (!("code" in status) || (status.code !== "ENOENT" && status.code !== "ENOTDIR")) {
      throw new RequestError(`${expected}, got ${reasonOf(status)}: ${root}`);
    }
    const meant = await similarName(root);
    const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
    throw new RequestError(`${expected}, got a path that does not exist: ${root}${hint}`);
  }
  if ((status as Awaited<ReturnType<typeof stat>>).isDirectory()) return;
  throw new RequestError(
    archives.has(extensionOf(root))
      ? `${expected}, got an archive: ${root} (unpack it and name the folder)`
      : `${expected}, got a file: ${root} (name the folder that holds it)`,
  );
}

const archives = new Set([".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar", ".zst"]);

async function similarName(root: string): Promise<string | undefined> {
  // The parent may be missing as well: then there is nothing to suggest.
  const names = await readdir(dirname(root)).catch(() => []);
  const meant = didYouMean(basename(root), names);
  return meant === undefined ? undefined : join(dirname(root), meant);
}

/** A pipe or a dangling link called `server.py` was meant to be the server: say so, do not pass it over. */
function assertNothingUnusable(role: Role, tree: Tree): void {
  for (const { path, why } of tree.unusable) {
    if (languageOf(path) === undefined || nameHint(stemOf(path)).part !== partOf(role)) continue;
    throw new RequestError(
      `Expected a program that can be read for the ${role}, got ${path}, but ${why}`,
    );
  }
}

function unsupportedIn(names: readonly string[]): readonly string[] {
  return names.filter((name) => unsupportedLanguageOf(name) !== undefined);
}
