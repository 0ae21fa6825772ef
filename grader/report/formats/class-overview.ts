import { wordsFor } from "../../messages/index.ts";
import type { ClassEntry, ClassRecord } from "../../model/class-record.ts";
import type { Language } from "../../model/language.ts";
import { wholeGrades } from "./whole-grades.ts";

/** How a class did, in a few sentences: how many were graded, the middle grade, what could not be looked at. */
export function classOverview(record: ClassRecord, language: Language): readonly string[] {
  const { formats } = wordsFor(language);
  const count = (status: ClassEntry["status"]) =>
    record.entries.filter((entry) => entry.status === status).length;
  const { possible, entries, ungraded } = wholeGrades(record);
  const median = medianOf(entries.map(({ score }) => score));
  const unseen = record.maxScore - possible;
  return [
    formats.counts(count("graded"), count("errored"), count("missing")),
    ...(median === undefined
      ? []
      : [formats.median(new Intl.NumberFormat(language).format(median), possible)]),
    ...(unseen > 0 ? [formats.unseen(unseen)] : []),
    ...(ungraded.length > 0 ? [formats.ungraded(ungraded.length)] : []),
  ];
}

function medianOf(scores: readonly number[]): number | undefined {
  const sorted = scores.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2;
}
