import type { ClassEntry, ClassRecord } from "../model/class-record.ts";
import type { GradeEvent } from "../model/event.ts";
import type { CheckResult, GradeResult } from "../model/result.ts";
import { isSeen, type Reader, type Visibility } from "../model/visibility.ts";

/** What a reader sees of what is known. */
type Seen = Readonly<{
  result(whole: GradeResult): GradeResult;
  record(whole: ClassRecord): ClassRecord;
  /** Nothing for what is about a hidden check. Events of one grading, in order. */
  event(whole: GradeEvent): GradeEvent | undefined;
}>;

/**
 * The one place where hidden checks are taken out: they are not named, and their points are neither in the score
 * nor in the maximum; `hidden` says how many they are. For staff everything stays as it is.
 */
export function seenBy(reader: Reader): Seen {
  const isHidden = ({ visibility }: { visibility?: Visibility | undefined }) =>
    !isSeen(visibility, reader);
  const result = (whole: GradeResult): GradeResult => resultWithout(whole, isHidden);
  let hiddenIds = new Set<string>();
  return {
    result,
    record: (whole) => recordWithout(whole, isHidden),
    event(whole) {
      switch (whole.kind) {
        case "begin":
          hiddenIds = new Set(whole.checks.filter(isHidden).map(({ id }) => id));
          return { ...whole, checks: whole.checks.filter((check) => !isHidden(check)) };
        case "check-begin":
          return hiddenIds.has(whole.id) ? undefined : whole;
        case "check-end":
          return isHidden(whole.check) ? undefined : whole;
        case "end":
          return { ...whole, result: result(whole.result) };
      }
    },
  };
}

function resultWithout(whole: GradeResult, isHidden: (check: CheckResult) => boolean): GradeResult {
  const hidden = whole.checks.filter(isHidden);
  if (hidden.length === 0) return whole;
  const untilDue = hidden.filter(({ visibility }) => visibility === "after-due").length;
  return {
    ...whole,
    ...scoreWithout(whole, hidden),
    checks: whole.checks.filter((check) => !isHidden(check)),
    hidden: { untilDue, always: hidden.length - untilDue },
  };
}

function recordWithout(
  whole: ClassRecord,
  isHidden: (check: ClassRecord["checks"][number]) => boolean,
): ClassRecord {
  const hidden = whole.checks.filter(isHidden);
  const ids = new Set(hidden.map(({ id }) => id));
  const entryWithout = (entry: ClassEntry): ClassEntry =>
    entry.status === "graded"
      ? {
          ...entry,
          ...scoreWithout(
            entry,
            entry.checks.filter(({ id }) => ids.has(id)),
          ),
          checks: entry.checks.filter(({ id }) => !ids.has(id)),
        }
      : entry;
  return {
    ...whole,
    maxScore: whole.maxScore - hidden.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
    checks: whole.checks.filter((check) => !isHidden(check)),
    entries: whole.entries.map(entryWithout),
  };
}

type Score = Readonly<{ score: number; maxScore: number }>;

/** What of a check says whether its points belong to a maximum. */
type Counted = Readonly<{
  status: CheckResult["status"];
  points: number;
  maxPoints: number;
  skipped?: string | Readonly<{ kind: string }> | undefined;
}>;

function scoreWithout({ score, maxScore }: Score, hidden: readonly Counted[]): Score {
  return {
    score: score - hidden.reduce((sum, { points }) => sum + points, 0),
    maxScore: maxScore - hidden.filter(counts).reduce((sum, { maxPoints }) => sum + maxPoints, 0),
  };
}

/** As in a grading: what the machine could not do is not in the maximum to begin with. */
function counts({ status, skipped }: Counted): boolean {
  const why = typeof skipped === "object" ? skipped.kind : skipped;
  return status !== "errored" && why !== "unavailable";
}
