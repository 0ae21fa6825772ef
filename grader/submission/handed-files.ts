import { basename } from "node:path/posix";
import { didYouMean } from "../lib/did-you-mean.ts";
import { RequestError } from "../model/request-error.ts";
import type { FileRole } from "../model/role.ts";
import type { Submission } from "../model/submission.ts";
import { someOf } from "./nothing-found.ts";
import type { FoundFile, Tree } from "./walk.ts";

/**
 * Finds the files that an exercise wants in the place of programs, each by its name: what is called
 * exactly so before what only looks like it. One may be missing, never all.
 * @throws RequestError when nothing is there, when several files would do, or one can not be read.
 */
export function findFiles(
  root: string,
  tree: Tree,
  wanted: readonly FileRole[],
): NonNullable<Submission["files"]> {
  const found: Partial<Record<FileRole, string>> = {};
  for (const role of wanted) {
    assertReadable(role, tree);
    const [first, ...others] = candidatesFor(role, tree.files);
    if (first !== undefined && others.length > 0) throw ambiguous(root, role, [first, ...others]);
    if (first !== undefined) found[role] = first.path;
  }
  if (Object.keys(found).length > 0) return found;
  const names = [...tree.files, ...tree.unusable].map(({ path }) => path);
  const there = names.length === 0 ? "an empty folder" : someOf(names);
  const expected = wanted.map((role) => examples[role]).join(" and ");
  throw new RequestError(`Expected ${expected} in ${root}, got ${there}`);
}

const examples: Readonly<Record<FileRole, string>> = {
  capture: "a capture file (capture.pcapng, capture.pcap)",
  answers: "answers (answers.yaml, respostas.yaml)",
};

/** Of the first kind of name that there is, those in the highest folder. */
function candidatesFor(role: FileRole, files: readonly FoundFile[]): readonly FoundFile[] {
  for (const fits of names[role]) {
    const fitting = files.filter(({ path }) => fits(basename(path).toLowerCase()));
    const top = fitting.filter(({ depth }) => depth === fitting[0]?.depth);
    if (top.length > 0)
      return top.filter((one, at) => top.findIndex(({ real }) => real === one.real) === at);
  }
  return [];
}

type Fits = (name: string) => boolean;

/**
 * The later kinds are what people have when they mean the first: a text, a packed file, a name with
 * an ending that Windows hides. What it really is, whoever reads it will find out and say.
 */
const names: Readonly<Record<FileRole, readonly Fits[]>> = {
  capture: [
    (name) => /^captur[ae]\.(?:pcap|pcapng|cap)$/u.test(name),
    (name) => /\.(?:pcap|pcapng|cap)$/u.test(name),
    (name) => /\.(?:pcap|pcapng|cap)\b/u.test(name) || /^captur[ae]\b/u.test(name),
  ],
  answers: [
    (name) => /^(?:answers|respostas)\.ya?ml$/u.test(name),
    (name) => /^(?:answers?|respostas?)\.(?:ya?ml\.)?(?:ya?ml|txt)$/u.test(name),
    (name) =>
      /\.ya?ml$/u.test(name) &&
      didYouMean(name.replace(/\.ya?ml$/u, ""), ["answers", "respostas"]) !== undefined,
  ],
};

/** A pipe or a link to elsewhere that is called like the file was meant to be it: say so, do not pass it over. */
function assertReadable(role: FileRole, { unusable }: Tree): void {
  const [exactly, likely] = names[role] as [Fits, Fits];
  for (const { path, why } of unusable) {
    const name = basename(path).toLowerCase();
    if (!exactly(name) && !likely(name)) continue;
    throw new RequestError(`Expected ${examples[role]} that can be read, got ${path}, but ${why}`);
  }
}

function ambiguous(root: string, role: FileRole, files: readonly FoundFile[]): RequestError {
  const paths = files.map(({ path }) => path);
  const name = role === "capture" ? "capture.pcapng" : "answers.yaml";
  return new RequestError(
    `Expected one file for the ${role} in ${root}, got ${paths.length} (${someOf(paths)}); name the right one ${name}, or leave the others out`,
  );
}
