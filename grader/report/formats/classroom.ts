import { neutralise } from "../../lib/neutralise.ts";
import type { CheckResult, GradeResult } from "../../model/result.ts";
import { explanationOf } from "./explanation.ts";
import type { Format, FormatOptions } from "./format.ts";
import { workflowCommand } from "./workflow-command.ts";

/**
 * The result format of GitHub Classroom's grader actions. In a file (`classroom=$GITHUB_OUTPUT`) it is the step's
 * output `result`, for the reporter action; on the screen the two notices which that action would write, for
 * workflows without it.
 */
export const classroom: Format = {
  name: "classroom",
  file: "classroom.txt",
  shows: "reader",
  result: (result, options) =>
    options.target === "file" ? stepOutput(result, options) : notices(result),
};

function notices({ score, maxScore }: GradeResult): string {
  if (maxScore === 0) return "";
  const report = JSON.stringify({ totalPoints: score, maxPoints: maxScore });
  return (
    workflowCommand("notice", { title: "Autograding complete" }, `Points ${score}/${maxScore}`) +
    workflowCommand("notice", { title: "Autograding report" }, report)
  );
}

/** One line in the syntax of $GITHUB_OUTPUT; base64 has no character that could end it. */
function stepOutput(result: GradeResult, { language }: FormatOptions): string {
  for (const characters of messageLengths) {
    const json = JSON.stringify(runnerResult(result, language, characters));
    if (Buffer.byteLength(json) <= mostBytes)
      return `result=${Buffer.from(json).toString("base64")}\n`;
  }
  throw new Error(`the result for GitHub Classroom is longer than ${mostBytes} bytes`);
}

// The action gets it as an environment variable, of which Linux allows 131,071 bytes, name and base64 together.
const mostBytes = 96_000;
const messageLengths = [4000, 1000, 400, 100, 0];

type Test = Readonly<{
  name: string;
  status: "pass" | "fail" | "error";
  score: number;
  message: string | null;
  test_code: string;
  filename: string;
  line_no: number;
  duration: number;
}>;

/**
 * The reporter's table counts passed tests, its notice adds up scores. Both say the same when every test is worth
 * the same: so a check of twenty points is two tests where the checks' greatest common measure is ten.
 */
function runnerResult(
  result: GradeResult,
  language: FormatOptions["language"],
  characters: number,
) {
  const counted = result.checks.filter(counts);
  const unit = counted
    .flatMap(({ points, maxPoints }) => [points, maxPoints])
    .reduce(greatestCommonDivisor, 0);
  const tests = counted.flatMap((check) => testsOf(check, unit, language, characters));
  const isErrored = result.checks.some(({ status }) => status === "errored");
  const isFull = tests.every(({ status }) => status === "pass");
  return {
    version: 1,
    status: isErrored ? "error" : isFull ? "pass" : "fail",
    max_score: tests.length * unit,
    tests,
  };
}

/** Observations and what could not be looked at have no part in the points. */
function counts({ status, maxPoints, skipped }: CheckResult): boolean {
  return maxPoints > 0 && status !== "errored" && skipped?.kind !== "unavailable";
}

function testsOf(
  check: CheckResult,
  unit: number,
  language: FormatOptions["language"],
  characters: number,
): readonly Test[] {
  const count = check.maxPoints / unit;
  const message = explanationOf(check, language).join("\n");
  return Array.from({ length: count }, (_, index) => {
    const isPassed = index < check.points / unit;
    const part = count === 1 ? "" : ` [${index + 1}/${count}]`;
    return {
      name: `${neutralise(`${check.id} ${check.title}`).slice(0, 200)}${part}`,
      status: isPassed ? "pass" : "fail",
      score: isPassed ? unit : 0,
      // Said once: the rest of a check's tests would repeat it.
      message: isPassed || message === "" || index > 0 ? null : message.slice(0, characters),
      test_code: "",
      filename: "",
      line_no: 0,
      duration: index === 0 ? Math.round(check.durationMs) : 0,
    };
  });
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
