import type { GradeEvent } from "../model/event.ts";
import type { MissingPiece } from "../model/missing-piece.ts";
import type { GradeResult } from "../model/result.ts";

/** What a reporter would have heard while a submission was graded, told from the result. */
export function replay(
  result: GradeResult,
  missing: readonly MissingPiece[],
): readonly GradeEvent[] {
  const { exercise, submission, seed, tier, capture, checks } = result;
  return [
    {
      kind: "begin",
      exercise,
      path: submission.path,
      files: submission.files,
      seed,
      tier,
      capture: capture === true,
      checks: checks.map(({ id, title, maxPoints, visibility }) => ({
        id,
        title,
        maxPoints,
        visibility,
      })),
      missing,
    },
    ...checks.map((check) => ({ kind: "check-end", check }) as const),
    { kind: "end", result },
  ];
}
