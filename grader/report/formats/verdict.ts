import type { CheckResult } from "../../model/result.ts";

/** What a test report calls a check's end. */
export type Verdict = "passed" | "failed" | "skipped" | "error";

/** The verdict of a check. An observation informs and costs nothing, so for a test report it has passed. */
export function verdictOf({
  status,
  maxPoints,
}: Pick<CheckResult, "status" | "maxPoints">): Verdict {
  switch (status) {
    case "passed":
      return "passed";
    case "failed":
      return maxPoints === 0 ? "passed" : "failed";
    case "skipped":
      return "skipped";
    case "errored":
      return "error";
  }
}
