import type { ClassEntry, Student } from "../model/class-record.ts";
import type { GradeResult } from "../model/result.ts";

/** What is kept of a result in memory and in the record of the class. */
export function entryOf(
  result: GradeResult,
  { student, source }: Readonly<{ student: Student; source: string }>,
): ClassEntry {
  const { score, maxScore, durationMs, checks } = result;
  const first = checks.find(({ status }) => status === "errored");
  // Nothing could be looked at: zero of zero points would be no grade.
  if (first !== undefined && checks.every(({ status }) => isUnseen.has(status)))
    return { status: "errored", student, source, error: first.error ?? "", fault: "machine" };
  return {
    status: "graded",
    student,
    source,
    score,
    maxScore,
    languages: result.submission.languages,
    durationMs,
    isKnown: false,
    checks: checks.map(({ id, status, points, maxPoints, cause, skipped }) => ({
      id,
      status,
      points,
      maxPoints,
      ...(cause === undefined ? {} : { cause: cause.kind }),
      ...(skipped === undefined ? {} : { skipped: skipped.kind }),
    })),
    resultFile: `results/${student.key}.json`,
  };
}

const isUnseen: ReadonlySet<string> = new Set(["errored", "skipped"]);
