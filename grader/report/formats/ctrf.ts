import { neutralise } from "../../lib/neutralise.ts";
import type { ClassEntry, ClassRecord } from "../../model/class-record.ts";
import type { GradeResult } from "../../model/result.ts";
import { explanationOf, pictureOf } from "./explanation.ts";
import type { Format, FormatOptions } from "./format.ts";
import { jsonText } from "./json-text.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

/** Common Test Report Format. A check that the grader could not finish is `other`: it says nothing about the program. */
export const ctrf: Format = {
  name: "ctrf",
  file: "ctrf.json",
  shows: "reader",
  result(result, options) {
    const stop = options.now ?? 0;
    return documentOf(testsOfResult(result, options), {
      start: Math.max(0, stop - Math.round(result.durationMs)),
      stop,
      extra: {
        exercise: result.exercise.id,
        score: result.score,
        maxScore: result.maxScore,
        seed: result.seed,
      },
    });
  },
  record: (record) =>
    documentOf(
      record.entries.flatMap((entry) => testsOfEntry(entry, record)),
      {
        start: Date.parse(record.begun) || 0,
        stop: Date.parse(record.ended) || 0,
        extra: { exercise: record.exercise.id, maxScore: record.maxScore },
      },
    ),
};

type Test = Readonly<{
  name: string;
  status: "passed" | "failed" | "skipped" | "other";
  duration: number;
  suite: readonly string[];
  extra?: Readonly<Record<string, unknown>>;
  message?: string;
  trace?: string;
  rawStatus?: string;
}>;

function testsOfResult(result: GradeResult, { language }: FormatOptions): readonly Test[] {
  return result.checks.map((check) => {
    const message = explanationOf(check, language).join("\n");
    const drawn = check.status === "failed" ? pictureOf(check, result, language).join("\n") : "";
    return {
      name: `${check.id} ${check.title}`,
      status: statusOf[verdictOf(check)],
      duration: Math.round(check.durationMs),
      suite: [result.exercise.id],
      rawStatus: check.status,
      ...(message === "" ? {} : { message }),
      ...(drawn === "" ? {} : { trace: drawn }),
      extra: {
        points: check.points,
        maxPoints: check.maxPoints,
        ...(check.cause === undefined ? {} : { cause: check.cause.kind }),
      },
    };
  });
}

function testsOfEntry(entry: ClassEntry, { exercise, checks }: ClassRecord): readonly Test[] {
  const suite = [exercise.id, entry.student.key];
  switch (entry.status) {
    case "missing":
      return [{ name: "submission", status: "skipped", duration: 0, suite, rawStatus: "missing" }];
    case "errored":
      return [
        {
          name: "submission",
          status: "other",
          duration: 0,
          suite,
          rawStatus: "errored",
          message: neutralise(entry.error, "newlines"),
        },
      ];
    case "graded":
      return entry.checks.map((check) => ({
        name: `${check.id} ${checks.find(({ id }) => id === check.id)?.title ?? ""}`,
        status: statusOf[verdictOf(check)],
        duration: 0,
        suite,
        rawStatus: check.status,
        extra: {
          points: check.points,
          maxPoints: check.maxPoints,
          ...(check.cause === undefined ? {} : { cause: check.cause }),
        },
      }));
  }
}

const statusOf: Readonly<Record<Verdict, Test["status"]>> = {
  passed: "passed",
  failed: "failed",
  skipped: "skipped",
  error: "other",
};

type Rest = Readonly<{ start: number; stop: number; extra: Readonly<Record<string, unknown>> }>;

function documentOf(tests: readonly Test[], { start, stop, extra }: Rest): string {
  const count = (status: Test["status"]) => tests.filter((test) => test.status === status).length;
  return jsonText({
    reportFormat: "CTRF",
    specVersion: "0.0.0",
    results: {
      tool: { name: "sockgrade" },
      summary: {
        tests: tests.length,
        passed: count("passed"),
        failed: count("failed"),
        skipped: count("skipped"),
        pending: 0,
        other: count("other"),
        start,
        stop,
      },
      tests,
      extra,
    },
  });
}
