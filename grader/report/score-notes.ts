import type { Catalogue } from "../messages/catalogue.ts";
import type { GradeResult } from "../model/result.ts";

/** What a reader of a score has to know: points that are neither in it nor in the maximum. */
export function scoreNotes(result: GradeResult, words: Catalogue): readonly string[] {
  return [...leftOut(result, words), ...hiddenFrom(result, words)];
}

/** What could not be looked at costs nobody: its points are not in the maximum, and that is said. */
function leftOut({ checks }: GradeResult, words: Catalogue): readonly string[] {
  const unseen = checks.flatMap(({ maxPoints, skipped }) =>
    skipped?.kind === "unavailable" && maxPoints > 0 ? [{ maxPoints, skipped }] : [],
  );
  const points = unseen.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
  const reasons = new Set(unseen.map(({ skipped }) => words.skips.unavailable(skipped)));
  return points === 0 ? [] : [words.report.leftOut(points, [...reasons].join("; "))];
}

/** What the reader is not shown is in neither number. */
function hiddenFrom({ hidden }: GradeResult, words: Catalogue): readonly string[] {
  return hidden === undefined ? [] : [words.formats.hidden(hidden.untilDue, hidden.always)];
}
