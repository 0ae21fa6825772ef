import type { CheckStatus, GradeResult } from "../model/result.ts";

/** How many checks ended in which way, of those that were selected. */
export function countsOf(result: GradeResult): Readonly<Record<CheckStatus, number>> {
  const counts = { passed: 0, failed: 0, skipped: 0, errored: 0 };
  for (const check of result.checks) {
    // An observation is told as one above; counted as failed it would look like lost points.
    const informs = check.maxPoints === 0 && check.status === "failed";
    if (!informs && check.skipped?.kind !== "not-selected") counts[check.status] += 1;
  }
  return counts;
}
