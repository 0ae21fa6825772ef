import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import type { GradeResult } from "../../model/result.ts";
import { gradescope } from "./gradescope.ts";
import { someResult } from "./testing.ts";

const format = z.enum(["text", "html", "simple_format", "md", "ansi"]);
const visibility = z.enum(["hidden", "after_due_date", "after_published", "visible"]);

/** What is known of results.json, keys that nobody reads refused. */
const schema = z.strictObject({
  score: z.number().optional(),
  execution_time: z.number(),
  output: z.string(),
  output_format: format,
  visibility,
  stdout_visibility: visibility,
  extra_data: z.looseObject({}),
  tests: z.array(
    z.strictObject({
      score: z.number().optional(),
      max_score: z.number().optional(),
      status: z.enum(["passed", "failed"]).optional(),
      name: z.string(),
      name_format: format,
      number: z.string(),
      output: z.string(),
      output_format: format,
      tags: z.array(z.string()),
      visibility,
    }),
  ),
});

test("every result fits the format; where the grader failed at points there is no score to be taken for one", () => {
  fc.assert(
    fc.property(someResult, (result) => {
      const document = documentOf(result);
      const isWhole = !result.checks.some((one) => one.status === "errored" && one.maxPoints > 0);
      expect(document.score).toBe(isWhole ? result.score : undefined);
      expect(document.tests.map((one) => one.visibility)).toEqual(
        result.checks.map(
          ({ visibility: one = "visible" }) =>
            ({ visible: "visible", "after-due": "after_due_date", never: "hidden" })[one],
        ),
      );
      const sum = document.tests.reduce((total, { score = 0 }) => total + score, 0);
      expect(sum).toBe(result.score);
    }),
  );
});

test("with an errored check Gradescope finds a score neither at the top nor on every test", () => {
  const [base] = fc.sample(someResult, { numRuns: 1, seed: 1 });
  const { score, tests } = documentOf({
    ...(base as GradeResult),
    checks: [
      { id: "a", title: "A", status: "passed", points: 5, maxPoints: 5, durationMs: 1 },
      {
        id: "b",
        title: "B",
        status: "errored",
        points: 0,
        maxPoints: 5,
        durationMs: 1,
        error: "e",
      },
    ],
  });
  expect(score).toBeUndefined();
  expect(tests.every((one) => one.score !== undefined)).toBe(false);
});

function documentOf(result: GradeResult) {
  return schema.parse(JSON.parse(gradescope.result?.(result, { language: "en" }) ?? ""));
}
