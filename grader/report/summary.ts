import { neutralise } from "../lib/neutralise.ts";
import { textWidth } from "../lib/text-width.ts";
import type { CheckStatus, GradeResult } from "../model/result.ts";
import type { Page } from "./page.ts";
import { wrap } from "./wrap.ts";

/** The score, how the checks ended, and the commands that repeat this run exactly. */
export function summary(result: GradeResult, page: Page): readonly string[] {
  const { bold, dim, green, yellow, red } = page.colours;
  const words = page.words.report;
  const score = words.score(result.score, result.maxScore);
  const counts = words.counts(countsOf(result), result.durationMs);
  const fits = textWidth(score) + 3 + textWidth(counts) <= page.columns;
  const share = result.maxScore === 0 ? 1 : result.score / result.maxScore;
  const paint = share === 1 ? green : share >= 0.5 ? yellow : red;
  return [
    "",
    ...(fits
      ? [`${bold(paint(score))}   ${dim(counts)}`]
      : [bold(paint(score)), ...wrap(counts, page.columns).map(dim)]),
    ...[...leftOut(result, page), ...hiddenFrom(result, page)]
      .flatMap((line) => wrap(line, page.columns))
      .map(yellow),
    "",
    ...commands(result, page),
  ];
}

/** What could not be looked at costs nobody: its points are not in the maximum, and that is said. */
function leftOut({ checks }: GradeResult, { words }: Page): readonly string[] {
  const unseen = checks.flatMap(({ maxPoints, skipped }) =>
    skipped?.kind === "unavailable" && maxPoints > 0 ? [{ maxPoints, skipped }] : [],
  );
  const points = unseen.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
  const reasons = new Set(unseen.map(({ skipped }) => words.skips.unavailable(skipped)));
  return points === 0 ? [] : [words.report.leftOut(points, [...reasons].join("; "))];
}

/** What the reader is not shown is in neither number. */
function hiddenFrom({ hidden }: GradeResult, { words }: Page): readonly string[] {
  return hidden === undefined ? [] : [words.formats.hidden(hidden.untilDue, hidden.always)];
}

function countsOf(result: GradeResult): Readonly<Record<CheckStatus, number>> {
  const counts = { passed: 0, failed: 0, skipped: 0, errored: 0 };
  for (const check of result.checks) {
    // An observation is told as one above; counted as failed it would look like lost points.
    const informs = check.maxPoints === 0 && check.status === "failed";
    if (!informs && check.skipped?.kind !== "not-selected") counts[check.status] += 1;
  }
  return counts;
}

function commands(result: GradeResult, page: Page): readonly string[] {
  const words = page.words.report;
  const grade = `npm run grade ${result.exercise.id} ${quoted(result.submission.path)} -- --seed ${result.seed}`;
  const failed = result.checks.find((check) => check.status === "failed" && check.maxPoints > 0);
  // Not wrapped, and on lines of their own: commands are there to be copied.
  return [
    page.colours.dim(words.repeatAll),
    `  ${grade}`,
    ...(failed === undefined
      ? []
      : [page.colours.dim(words.repeatOne), `  ${grade} --only ${failed.id}`]),
  ];
}

/** A path as a POSIX shell reads it; what cannot be shown is shown as neutralised all the same. */
function quoted(path: string): string {
  const shown = neutralise(path);
  return /^[\w@%+=:,./-]+$/.test(shown) && !shown.startsWith("-")
    ? shown
    : `'${shown.replaceAll("'", String.raw`'\''`)}'`;
}
