import type { Language } from "../model/language.ts";
import type { CheckResult, GradeResult } from "../model/result.ts";
import type { Exercise } from "../spec/exercise.ts";
import { toCheckResult } from "./to-check-result.ts";

/**
 * The result of a submission that nobody could even begin to grade: no points, and the reason once, at the
 * first check, which all the others then wait for.
 */
export function refusedResult(
  exercise: Exercise,
  { path, reason, language }: Readonly<{ path: string; reason: string; language: Language }>,
): GradeResult {
  const submission = { path, programs: {}, candidates: [] };
  const nothing = { durationMs: 0, notes: [], trace: [] };
  const [first] = exercise.checks;
  const checks = exercise.checks.map((check): CheckResult => {
    const outcome =
      check === first
        ? ({ ...nothing, status: "failed", cause: { kind: "not-gradable", reason } } as const)
        : ({
            ...nothing,
            status: "skipped",
            reason: { kind: "needs", check: first?.id ?? "" },
          } as const);
    return toCheckResult(submission, check, outcome, language);
  });
  return {
    schemaVersion: 1,
    exercise: { id: exercise.id, title: exercise.title[language] },
    submission: { path, languages: [], files: {} },
    score: 0,
    maxScore: checks.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
    seed: 0,
    durationMs: 0,
    tier: 1,
    checks,
  };
}
