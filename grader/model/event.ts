import type { MissingPiece } from "./missing-piece.ts";
import type { CheckResult, GradeResult } from "./result.ts";
import type { FileRole, Role } from "./role.ts";
import type { Visibility } from "./visibility.ts";

/** What happens while a submission is graded, as reporters hear it. */
export type GradeEvent = Readonly<
  | {
      kind: "begin";
      exercise: { id: string; title: string };
      path: string;
      seed: number;
      tier: 1 | 2 | 3;
      /** Whether packets are seen. */
      capture: boolean;
      checks: readonly {
        id: string;
        title: string;
        maxPoints: number;
        visibility?: Visibility | undefined;
      }[];
      missing: readonly MissingPiece[];
      files?: Readonly<Partial<Record<Role | FileRole, string>>> | undefined;
      /** As in the result. */
      chosen?: GradeResult["submission"]["chosen"];
    }
  | { kind: "check-begin"; id: string; title: string }
  | { kind: "check-end"; check: CheckResult }
  | { kind: "end"; result: GradeResult }
>;
