import type { Cause } from "../model/cause.ts";
import type { Language } from "../model/language.ts";
import type { CheckResult, Outcome } from "../model/result.ts";
import { type Role, roleOf } from "../model/role.ts";
import type { Submission } from "../model/submission.ts";
import { describeCause, describeNote, describeSkip } from "../messages/describe.ts";
import type { Names } from "../messages/names.ts";
import type { Check } from "../spec/exercise.ts";

/** Puts words to an outcome: from here on it is what reports show. */
export function toCheckResult(
  submission: Submission,
  check: Check,
  outcome: Outcome,
  language: Language,
): CheckResult {
  const names: Names = { file: (actor) => submission.programs[roleOf(actor) as Role]?.file };
  const base = {
    id: check.id,
    title: check.title[language],
    status: outcome.status,
    points: outcome.status === "passed" ? check.points : 0,
    maxPoints: check.points,
    ...(check.visibility === undefined || check.visibility === "visible"
      ? {}
      : { visibility: check.visibility }),
    durationMs: outcome.durationMs,
    ...(outcome.capture === undefined ? {} : { capture: outcome.capture }),
    ...(outcome.notes.length > 0
      ? {
          notes: outcome.notes.map((note) => ({
            kind: note.kind,
            message: describeNote(note, names, language),
          })),
        }
      : {}),
  };
  switch (outcome.status) {
    case "passed":
      return { ...base, trace: [...outcome.trace] };
    case "failed": {
      const message = describeCause(outcome.cause, names, language);
      const { cause } = outcome;
      const hint = isAboutCheck(cause) ? { hint: check.hint[language] } : {};
      return { ...base, cause, message, ...hint, trace: [...outcome.trace] };
    }
    case "skipped":
      return { ...base, skipped: outcome.reason, message: describeSkip(outcome.reason, language) };
    case "errored":
      return { ...base, error: outcome.error, message: outcome.error, trace: [...outcome.trace] };
  }
}

/** A program that could not even begin is helped by its cause; what the check is about comes later. */
function isAboutCheck(cause: Cause): boolean {
  return !("role" in cause) || cause.kind === "missing-file";
}
