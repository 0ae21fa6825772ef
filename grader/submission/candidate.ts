import { basename, dirname, join } from "node:path/posix";
import { join as joinNative } from "node:path";
import type { ProgramLanguage } from "../model/submission.ts";
import { codeHint, type CodeHint } from "./code-hint.ts";
import { extensionOf, isBuilt, languageOf, signsOf } from "./languages/index.ts";
import { nameHint, type NameHint } from "./name-hint.ts";
import type { Sniffed } from "./sniff.ts";
import { readSource } from "./source-text.ts";
import type { Topic } from "./topic.ts";
import { reasonOf, type FoundFile } from "./walk.ts";

/** A source file with everything that speaks for or against it. */
export type Candidate = Readonly<{
  file: string;
  /** Two links to one file are one program. */
  real: string;
  depth: number;
  language: ProgramLanguage;
  /** What tells the language where the name has no extension. */
  languageBy: "shebang" | "text" | undefined;
  /** From its own name, else from the nearest folder that tells, else, where names mislead, from what its code does. */
  hint: NameHint & Readonly<{ from: "name" | "folder" | "code"; folder?: string | undefined }>;
  /** The exercise that its path speaks of. */
  topic: Topic;
  /** Undefined until {@link readCandidate} looked into the file. */
  code: CodeHint | undefined;
  /** The arguments that make it play one role, where it can play both. */
  args?: readonly string[] | undefined;
  /** Why the file could not be read. */
  unreadable?: string | undefined;
}>;

/** What the path alone says about a source file; nothing for other files. `sniffed` is what a look into it said. */
export function toCandidate(
  { path, depth, real }: FoundFile,
  topicOf: (folders: readonly string[], stem: string) => Topic,
  sniffed?: Sniffed,
): Candidate | undefined {
  const program = sniffed?.kind === "program" ? sniffed : undefined;
  const language = languageOf(path) ?? program?.language;
  if (language === undefined) return undefined;
  const hint = hintOf(path);
  const topic = topicOf(foldersOf(path), stemOf(path));
  return {
    file: path,
    real,
    depth,
    language,
    languageBy: program?.by,
    hint,
    topic,
    code: undefined,
  };
}

function hintOf(path: string): Candidate["hint"] {
  const stem = stemOf(path);
  const own = nameHint(stem);
  const folders = foldersOf(path).map((folder) => ({ folder, ...hintOfFolder(folder) }));
  const demoted = own.demoted || folders.some((folder) => folder.demoted);
  if (own.part !== undefined) return { ...own, demoted, from: "name" };
  const nearest = folders.findLast(({ part }) => part !== undefined);
  const strength = entryNames.has(stem.toLowerCase()) ? 3 : 2;
  return {
    part: nearest?.part,
    strength: nearest === undefined ? 0 : strength,
    demoted,
    from: "folder",
    folder: nearest?.folder,
  };
}

/** The hint of a folder's name; the last few are kept, as they come again with each of their files. */
function hintOfFolder(folder: string): NameHint {
  const hint = lastHints.get(folder) ?? nameHint(folder);
  if (lastHints.size > 100) lastHints.clear();
  lastHints.set(folder, hint);
  return hint;
}

const lastHints = new Map<string, NameHint>();

function foldersOf(path: string): readonly string[] {
  return dirname(path)
    .split("/")
    .filter((name) => name !== ".");
}

const entryNames = new Set([
  "main",
  "index",
  "app",
  "__main__",
  "program",
  "programa",
  "principal",
  "run",
  "start",
]);

/** A path's last part without its extension. */
export function stemOf(path: string): string {
  return basename(path).slice(0, basename(path).length - extensionOf(path).length);
}

/** Looks into the file. A file that can not be read stays, so that it can be named. */
export async function readCandidate(root: string, candidate: Candidate): Promise<Candidate> {
  if (isBuilt(candidate.file)) return candidate;
  try {
    const text = await readSource(joinNative(root, candidate.real), root);
    return { ...candidate, code: codeHint(text, candidate.language) };
  } catch (error) {
    return { ...candidate, unreadable: reasonOf(error) };
  }
}

/** Whether it can be started at all; what was not looked into gets the benefit of the doubt. */
export function isProgram(candidate: Candidate): boolean {
  // A Java class or a C file without main is a part of a program; Python and JavaScript run anything.
  const needsMain = signsOf(candidate.language)?.needsMain === true;
  return !needsMain || candidate.code === undefined || candidate.code.runnable;
}

/** Both in one folder. */
export function areNeighbours(a: string, b: string): boolean {
  return join(dirname(a), ".") === join(dirname(b), ".");
}
