import type { HandedIn } from "../intake/class-intake.ts";
import { didYouMean } from "../lib/did-you-mean.ts";
import { hasFullMarks } from "../model/batch-event.ts";
import { RequestError } from "../model/request-error.ts";
import type { Journal } from "./journal.ts";
import type { BatchWish } from "./journal-line.ts";

/** Those that somebody wants to have looked at; whether they are graded anew is another question. */
export function chooseSubmissions(
  submissions: readonly HandedIn[],
  { only, onlyFailed }: BatchWish,
  journal: Pick<Journal, "noted">,
): readonly HandedIn[] {
  return submissions.filter(({ student }) => {
    if (only !== undefined && student.key !== only) return false;
    const noted = journal.noted(student.key);
    // What this very batch has graded already, before it was interrupted, is its own.
    return !onlyFailed || noted === undefined || !noted.isEarlier || !hasFullMarks(noted.entry);
  });
}

/** @throws RequestError when nobody of that name has handed in anything. */
export function assertStudent(wanted: string | undefined, submissions: readonly HandedIn[]): void {
  const keys = submissions.map(({ student }) => student.key);
  if (wanted === undefined || keys.includes(wanted)) return;
  const near = didYouMean(wanted, keys);
  const some =
    keys.length > mostNames ? `${keys.slice(0, mostNames).join(", ")}, …` : keys.join(", ");
  throw new RequestError(
    `Expected --only to be a student who has handed in something (${some}), got "${wanted}".${near === undefined ? "" : ` Did you mean ${near}?`}`,
  );
}

const mostNames = 8;
