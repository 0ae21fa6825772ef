import type { ClassEntry, ClassRecord } from "../../model/class-record.ts";

type Graded = Extract<ClassEntry, { status: "graded" }>;

/** A class as a gradebook takes it. */
type WholeGrades = Readonly<{
  /** What could be reached: less than the exercise is worth where the machine could not look at everything. */
  possible: number;
  /** Those of whom every check that counts was looked at. */
  entries: readonly Graded[];
  /** Those who were graded, but of whom something that others were graded for could not be looked at. */
  ungraded: readonly Graded[];
}>;

/**
 * Who has a grade that may stand in a gradebook. A check that nobody could look at costs nobody a point, and a
 * gradebook knows only points out of one maximum: who lacks some that others had has no row there, because a lower
 * score would be wrong and an empty cell would wipe out what is there.
 */
export function wholeGrades(record: ClassRecord): WholeGrades {
  const graded = record.entries.filter((entry) => entry.status === "graded");
  const possible = Math.max(0, ...graded.map(({ maxScore }) => maxScore));
  return {
    possible: graded.length === 0 ? record.maxScore : possible,
    entries: graded.filter(({ maxScore }) => maxScore === possible),
    ungraded: graded.filter(({ maxScore }) => maxScore !== possible),
  };
}
