import type { CheckStatus } from "../model/result.ts";

/** What the files that other systems and people read say besides causes and hints. */
export type FormatWords = Readonly<{
  /** How many checks a reader does not see, until the due date and for good; sentences. */
  hidden(untilDue: number, always: number): string;
  check: string;
  points: string;
  outcomes: Readonly<Record<CheckStatus, string>>;
  observation: string;
  /** Above a drawing of the terminals, to be opened. */
  terminals: string;
  /** So many failed checks are not told for want of room. */
  more(count: number): string;
  /** So many sections were left out for want of room. */
  cut(count: number): string;
  student: string;
  score: string;
  /** How a submission ended. */
  entries: Readonly<Record<"graded" | "errored" | "missing", string>>;
  counts(graded: number, errored: number, missing: number): string;
  /** The middle grade of those that were graded. */
  median(score: string, maxScore: number): string;
  /** Of how many students each check passed. */
  passedBy: string;
  /** Points that this machine could not look at, for everybody. */
  unseen(points: number): string;
  /** Students whose points are not all known, so that no grade is written for them. */
  ungraded(count: number): string;
  /** Moodle's own words, as its language pack has them: its importer looks for them. */
  moodle: Readonly<{
    identifier: string;
    participant: string;
    fullName: string;
    email: string;
    grade: string;
    gradeModified: string;
    comments: string;
  }>;
}>;
