import { wordsFor } from "../../messages/index.ts";
import type { CheckResult, GradeResult } from "../../model/result.ts";
import type { Visibility } from "../../model/visibility.ts";
import { explanationOf, pictureOf } from "./explanation.ts";
import type { Format, FormatOptions } from "./format.ts";
import { jsonText } from "./json-text.ts";
import { verdictOf } from "./verdict.ts";

/**
 * Gradescope's `/autograder/results/results.json`. Gradescope hides hidden tests by itself, so it gets all of them.
 * It knows one maximum only, its own: where the grader failed at a check that counts, no score is written, which it
 * reports as a failed autograder, to be run again; a lower score would be the student's loss.
 */
export const gradescope: Format = {
  name: "gradescope",
  file: "results.json",
  shows: "staff",
  result(result, options) {
    const isWhole = !result.checks.some(
      ({ status, maxPoints }) => status === "errored" && maxPoints > 0,
    );
    return jsonText({
      ...(isWhole ? { score: result.score } : {}),
      execution_time: Math.round(result.durationMs / 1000),
      output: summaryOf(result, options),
      output_format: "text",
      visibility: "visible",
      // What a grading prints names hidden checks.
      stdout_visibility: "hidden",
      tests: result.checks.map((check, index) => testOf(check, index, result, options)),
      extra_data: { exercise: result.exercise.id, seed: result.seed },
    });
  },
};

function summaryOf(result: GradeResult, { language }: FormatOptions): string {
  const { report, skips } = wordsFor(language);
  const unseen = result.checks.flatMap(({ maxPoints, skipped }) =>
    skipped?.kind === "unavailable" && maxPoints > 0 ? [{ maxPoints, skipped }] : [],
  );
  const points = unseen.reduce((sum, { maxPoints }) => sum + maxPoints, 0);
  const why = [...new Set(unseen.map(({ skipped }) => skips.unavailable(skipped)))].join("; ");
  const isErrored = result.checks.some(({ status }) => status === "errored");
  return [
    ...(points === 0 ? [] : [report.leftOut(points, why)]),
    ...(isErrored ? [report.errored] : []),
  ].join("\n");
}

function testOf(
  check: CheckResult,
  index: number,
  result: GradeResult,
  { language }: FormatOptions,
): Readonly<Record<string, unknown>> {
  const drawn = check.status === "failed" ? pictureOf(check, result, language) : [];
  const output = [...drawn, ...(drawn.length === 0 ? [] : [""]), ...explanationOf(check, language)];
  const visibility = shownAs[check.visibility ?? "visible"];
  return {
    // Without a score of its own a test takes part in no sum.
    ...(check.status === "errored" ? {} : { score: check.points, max_score: check.maxPoints }),
    // Gradescope has no third status; a check that was not run is neither.
    ...(check.status === "errored" || check.status === "skipped"
      ? {}
      : { status: verdictOf(check) }),
    name: check.title,
    name_format: "text",
    number: String(index + 1),
    output: output.join("\n"),
    output_format: "text",
    tags: [check.id],
    visibility,
  };
}

const shownAs: Readonly<Record<Visibility, string>> = {
  visible: "visible",
  "after-due": "after_due_date",
  never: "hidden",
};
