import { basename, dirname } from "node:path/posix";
import { didYouMean } from "../lib/did-you-mean.ts";
import { RequestError } from "../model/request-error.ts";
import type { HandInExercise } from "../model/submission.ts";
import { languageOf } from "./languages/index.ts";
import { nameHint } from "./name-hint.ts";
import { topicReader } from "./topic.ts";
import type { Tree } from "./walk.ts";

/** What a manifest may be called, in any case. */
export const manifestName = /^sockgrade\.ya?ml$/i;

/**
 * The folder below that is the submission because its manifest lies there: the one that is named for the
 * exercise, or the only one with programs. To be asked when the folder itself has no manifest.
 * @throws RequestError for a manifest of another name, or at a place where it says nothing.
 */
export function folderWithManifest(
  root: string,
  { files }: Tree,
  exercise: HandInExercise | undefined,
): string | undefined {
  const misnamed = files.find(({ path, depth }) => depth === 0 && isMisnamed(path));
  if (misnamed !== undefined)
    throw new RequestError(
      `Expected the manifest in ${root} to be called sockgrade.yaml, got ${misnamed.path}`,
    );
  const topicOf = topicReader(exercise);
  const folders = [
    ...new Set(
      files
        .filter(({ path }) => manifestName.test(basename(path)))
        .map(({ path }) => dirname(path)),
    ),
  ].map((folder) => ({ folder, number: topicOf(folder.split("/"), "").number }));
  const ours = folders.filter(({ number }) => number === 1);
  if (ours.length === 1) return ours[0]?.folder;
  const others = folders.filter(({ folder, number }) => number !== -1 && !isOld(folder));
  const [first, ...more] = others;
  if (first === undefined) return undefined;
  const sources = files.filter(({ path }) => languageOf(path) !== undefined);
  if (more.length === 0 && sources.every(({ path }) => path.startsWith(`${first.folder}/`)))
    return first.folder;
  const where = others.map(({ folder }) => `${folder}/`).join(" and ");
  throw new RequestError(
    `Expected sockgrade.yaml in the folder that is graded, ${root}, got it in ${where}: move it up, or grade that folder`,
  );
}

function isOld(folder: string): boolean {
  return folder.split("/").some((name) => nameHint(name).demoted);
}

/** `sockgrade.yaml.txt`, as Windows hides endings; `sockgrad.yaml`, `sock-grade.yml`. */
function isMisnamed(name: string): boolean {
  if (/^sockgrade\.(?:ya?ml\.txt|txt|json|yalm|ymal|yam)$/i.test(name)) return true;
  const [, stem] = /^(.*)\.ya?ml$/i.exec(name) ?? [];
  return stem !== undefined && didYouMean(stem, ["sockgrade"]) !== undefined;
}
