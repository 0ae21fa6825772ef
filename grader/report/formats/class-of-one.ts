import { basename } from "node:path";
import type { ClassRecord } from "../../model/class-record.ts";
import type { GradeResult } from "../../model/result.ts";

/** One submission as a class that has one student, named after the folder that was handed in. */
export function classOfOne(result: GradeResult): ClassRecord {
  const { exercise, submission, checks } = result;
  const source = basename(submission.path) || "submission";
  const name = submission.student;
  return {
    schemaVersion: 1,
    exercise,
    maxScore: checks.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
    checks: checks.map(({ id, title, maxPoints, visibility }) => ({
      id,
      title,
      maxPoints,
      ...(visibility === undefined ? {} : { visibility }),
    })),
    entries: [
      {
        status: "graded",
        student: { key: keyFrom(source), ...(name === undefined ? {} : { name }) },
        source,
        score: result.score,
        maxScore: result.maxScore,
        languages: submission.languages,
        durationMs: result.durationMs,
        isKnown: false,
        checks: checks.map(({ id, status, points, maxPoints, cause, skipped }) => ({
          id,
          status,
          points,
          maxPoints,
          ...(cause === undefined ? {} : { cause: cause.kind }),
          ...(skipped === undefined ? {} : { skipped: skipped.kind }),
        })),
        resultFile: "",
      },
    ],
    begun: "",
    ended: "",
  };
}

function keyFrom(name: string): string {
  const key = name
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .replaceAll(/[^A-Za-z0-9._-]+/gu, "-")
    .replace(/^[.-]+/u, "");
  return key === "" ? "submission" : key;
}
