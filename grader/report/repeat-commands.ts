import { neutralise } from "../lib/neutralise.ts";
import type { GradeResult } from "../model/result.ts";

/** The commands that repeat a grading exactly: all of it, and only the first check that cost points. */
export function repeatCommands(
  result: GradeResult,
): Readonly<{ all: string; one?: string | undefined }> {
  const all = `npm run grade ${result.exercise.id} ${quoted(result.submission.path)} -- --seed ${result.seed}`;
  const failed = result.checks.find((check) => check.status === "failed" && check.maxPoints > 0);
  return { all, one: failed === undefined ? undefined : `${all} --only ${failed.id}` };
}

/** A path as a POSIX shell reads it; what cannot be shown is shown as neutralised all the same. */
function quoted(path: string): string {
  const shown = neutralise(path);
  return /^[\w@%+=:,./-]+$/.test(shown) && !shown.startsWith("-")
    ? shown
    : `'${shown.replaceAll("'", String.raw`'\''`)}'`;
}
