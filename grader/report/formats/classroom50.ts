import { neutralise } from "../../lib/neutralise.ts";
import type { CheckResult } from "../../model/result.ts";
import { explanationOf } from "./explanation.ts";
import type { Format, FormatOptions } from "./format.ts";
import { jsonText } from "./json-text.ts";
import { resultMarkdown } from "./markdown.ts";

/**
 * Classroom 50's `result.json`. Who handed in what comes from the runner's environment, as far as it is there; the
 * runner stamps owner, kind and moment over it in any case, and refuses keys that it does not know.
 */
export const classroom50: Format = {
  name: "classroom50",
  file: "result.json",
  shows: "reader",
  result(result, options) {
    const { classroom50: env = {}, now = 0 } = options;
    const commit = env["COMMIT_URL"] || "unknown";
    return jsonText({
      schema: "classroom50/result/v1",
      classroom: env["CLASSROOM"] || "unknown",
      assignment: env["ASSIGNMENT"] || result.exercise.id,
      assignment_type: env["ASSIGNMENT_TYPE"] === "group" ? "group" : "individual",
      owner: env["OWNER"] || env["USERNAME"] || "unknown",
      submission: env["SUBMISSION_TAG"] || "submit/unknown",
      commit,
      release: env["RELEASE_URL"] || "unknown",
      review: env["REVIEW_URL"] || commit,
      datetime: momentOf(now),
      graded_at: momentOf(now),
      score: result.score,
      "max-score": result.maxScore,
      tests: result.checks.filter(counts).map((check) => testOf(check, options)),
    });
  },
};

/** Markdown for the release of Classroom 50, beside `result.json`; a release's text holds 125,000 characters. */
export const classroom50Body: Format = {
  name: "classroom50-body",
  file: "release-body.md",
  shows: "reader",
  result: (result, options) => resultMarkdown(result, options, options.maxBytes ?? 125_000),
};

/** Observations stay: they cost nothing and inform. What could not be looked at is in no maximum. */
function counts({ status, skipped }: CheckResult): boolean {
  return (
    status !== "errored" && skipped?.kind !== "unavailable" && skipped?.kind !== "not-selected"
  );
}

function testOf(
  check: CheckResult,
  { language }: FormatOptions,
): Readonly<Record<string, unknown>> {
  const message = explanationOf(check, language).join("\n");
  return {
    "test-name": neutralise(`${check.id} ${check.title}`),
    passed: check.status === "passed",
    score: check.points,
    "max-score": check.maxPoints,
    ...(message === "" ? {} : { message: message.slice(0, mostCharacters) }),
  };
}

const mostCharacters = 20_000;

function momentOf(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
