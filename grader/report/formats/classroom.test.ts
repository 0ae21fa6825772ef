import fc from "fast-check";
import { expect, test } from "vitest";
import type { GradeResult } from "../../model/result.ts";
import { classroom } from "./classroom.ts";
import { someResult } from "./testing.ts";

test("the reporter's table and its notice agree with the score, also where checks give part of their points", () => {
  fc.assert(
    fc.property(someResult, (result) => {
      const { table, notice } = reporterOf([runnerResultOf(result)]);
      const { maxScore } = result;
      if (maxScore === 0) {
        expect(notice).toBeUndefined();
        return;
      }
      expect(notice).toEqual({ totalPoints: result.score, maxPoints: maxScore });
      expect(table[0]?.points).toBeCloseTo(result.score, 9);
      expect(table[0]?.maxPoints).toBe(maxScore);
    }),
  );
});

test("several exercises in one workflow add up", () => {
  fc.assert(
    fc.property(fc.array(someResult, { minLength: 1, maxLength: 4 }), (results) => {
      const { table, notice } = reporterOf(results.map(runnerResultOf));
      const total = results.reduce((sum, { score }) => sum + score, 0);
      expect(notice?.totalPoints ?? 0).toBe(total);
      expect(table.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(total, 9);
    }),
  );
});

test("half of a check's points is half of its tests, each worth the same", () => {
  const checks = [
    {
      id: "a",
      title: "A",
      status: "failed",
      points: 5,
      maxPoints: 10,
      durationMs: 1,
      message: "m",
    },
    { id: "b", title: "B", status: "passed", points: 15, maxPoints: 15, durationMs: 1 },
    { id: "c", title: "C", status: "failed", points: 0, maxPoints: 0, durationMs: 1 },
  ] as const;
  const sample: GradeResult = {
    schemaVersion: 1,
    exercise: { id: "ex1", title: "t" },
    submission: { path: "/p", languages: [], files: {} },
    score: 20,
    maxScore: 25,
    seed: 1,
    durationMs: 1,
    tier: 1,
    checks: [...checks],
  };
  const { tests, max_score: max, status } = runnerResultOf(sample);
  expect(tests.map(({ status: one, score, message }) => [one, score, message])).toEqual([
    ["pass", 5, null],
    ["fail", 5 - 5, null],
    ["pass", 5, null],
    ["pass", 5, null],
    ["pass", 5, null],
  ]);
  expect([max, status]).toEqual([25, "fail"]);
});

test("it is one line of $GITHUB_OUTPUT that fits into an environment variable, however much there is to say", () => {
  let longest = 0;
  // Around the length at which a hundred messages no longer fit whole.
  const around = Array.from({ length: 140 }, (_, index) => 560 + index);
  for (const length of [0, ...around, 10 ** 6]) {
    const checks = Array.from({ length: 100 }, (_, index) => ({
      id: `check-${index}`,
      title: "t".repeat(300),
      status: "failed" as const,
      points: 0,
      maxPoints: 1,
      durationMs: 1,
      message: "m".repeat(length),
    }));
    const [result] = fc.sample(someResult, { numRuns: 1, seed: 1 });
    const text = outputOf({ ...(result as GradeResult), score: 0, maxScore: 100, checks });
    expect(text).toMatch(/^result=[A-Za-z0-9+/=]+\n$/u);
    const value = text.slice("result=".length, -1);
    // Linux: MAX_ARG_STRLEN is 131,072 with the byte that ends it; the runner's name is in there.
    expect(`A-NAME-OF-A-RUNNER_RESULTS=${value}`.length).toBeLessThan(131_072);
    longest = Math.max(longest, value.length);
  }
  expect(longest).toBeGreaterThan(127_000);
});

test("on a screen it is the two notices that the reporter would write", () => {
  fc.assert(
    fc.property(someResult, (result) => {
      const text = classroom.result?.(result, { language: "en", target: "screen" }) ?? "";
      const { score, maxScore } = result;
      expect(text).toBe(
        maxScore === 0
          ? ""
          : `::notice title=Autograding complete::Points ${score}/${maxScore}\n` +
              `::notice title=Autograding report::{"totalPoints":${score},"maxPoints":${maxScore}}\n`,
      );
    }),
  );
});

type RunnerResult = Readonly<{
  status: string;
  max_score: number;
  tests: readonly Readonly<{
    status: string;
    score: number;
    message: string | null;
    line_no: number;
  }>[];
}>;

function outputOf(result: GradeResult): string {
  return classroom.result?.(result, { language: "en", target: "file" }) ?? "";
}

function runnerResultOf(result: GradeResult): RunnerResult {
  const encoded = outputOf(result).replace(/^result=/u, "");
  const decoded = JSON.parse(Buffer.from(encoded, "base64").toString("utf8")) as RunnerResult;
  for (const { line_no: line, score } of decoded.tests) {
    expect(line).toBe(0);
    expect(Number.isInteger(score)).toBe(true);
  }
  return decoded;
}

/** What the reporter action does with runners' results, by what is known of its arithmetic. */
function reporterOf(runners: readonly RunnerResult[]) {
  const table = runners.map(({ tests, max_score: max }) => {
    const passed = tests.filter(({ status }) => status === "pass").length;
    return { points: tests.length === 0 ? 0 : (passed / tests.length) * max, maxPoints: max };
  });
  let totalPoints = 0;
  let maxPoints = 0;
  for (const { tests, max_score: max } of runners) {
    if (!max) continue;
    maxPoints += max;
    for (const { score } of tests) totalPoints += score;
  }
  return { table, notice: maxPoints === 0 ? undefined : { totalPoints, maxPoints } };
}
