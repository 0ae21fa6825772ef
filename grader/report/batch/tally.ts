import { hasFullMarks, isErrored } from "../../model/batch-event.ts";
import type { ClassEntry } from "../../model/class-record.ts";

/** How a class stands, in numbers. */
export type Tally = Readonly<{
  full: number;
  lost: number;
  /** Nobody could grade it as it was handed in. */
  refused: number;
  /** The grader's or the machine's failure, also where only some checks are concerned. */
  errored: number;
  missing: number;
  /** Taken over from an earlier run; counted above as well. */
  known: number;
}>;

/** Counts every entry once, but for what is known. */
export function tallyOf(entries: readonly ClassEntry[]): Tally {
  const tally = { full: 0, lost: 0, refused: 0, errored: 0, missing: 0, known: 0 };
  for (const entry of entries) {
    tally[kindOf(entry)] += 1;
    if (entry.status === "graded" && entry.isKnown) tally.known += 1;
  }
  return tally;
}

function kindOf(entry: ClassEntry): Exclude<keyof Tally, "known"> {
  if (entry.status === "missing") return "missing";
  if (isErrored(entry)) return "errored";
  if (entry.status === "errored") return "refused";
  return hasFullMarks(entry) ? "full" : "lost";
}
