import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { didYouMean } from "../lib/did-you-mean.ts";
import { RequestError } from "../model/request-error.ts";
import type { Exercise } from "../spec/exercise.ts";
import { packageRoot } from "./package-root.ts";

/** Where an exercise's statements and references are. */
export type ExerciseFolder = Readonly<{ id: string; path: string }>;

/** Every exercise that ships, in order of number. */
export function exerciseFolders(): readonly ExerciseFolder[] {
  const root = join(packageRoot, "exercises");
  return readdirSync(root)
    .filter((name) => /^ex\d+-/u.test(name))
    .map((name) => ({ id: name.split("-")[0] as string, path: join(root, name) }))
    .toSorted((one, other) => Number(one.id.slice(2)) - Number(other.id.slice(2)));
}

/** The exercise's folder. @throws RequestError when there is none of that name. */
export function findExercise(id: string): ExerciseFolder {
  const all = exerciseFolders();
  const found = all.find((one) => one.id === id.toLowerCase());
  if (found !== undefined) return found;
  const ids = all.map((one) => one.id);
  const near = didYouMean(id, ids);
  const guess = near === undefined ? "" : ` Did you mean ${near}?`;
  throw new RequestError(`Expected an exercise (${ids.join(", ")}), got "${id}".${guess}`);
}

/** Loads an exercise's built spec. */
export async function loadExercise(folder: ExerciseFolder): Promise<Exercise> {
  const name = folder.path.slice(join(packageRoot, "exercises").length + 1);
  const built = join(packageRoot, "dist", "exercises", name, "spec.js");
  const module = (await import(pathToFileURL(built).href)) as { default: Exercise };
  return module.default;
}
