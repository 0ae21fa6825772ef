import { describeReason } from "../messages/describe.ts";
import type { Language } from "../model/language.ts";
import type { GradeResult } from "../model/result.ts";
import type { Submission } from "../model/submission.ts";

/** Why each program was taken for its role, as results and events tell it; nothing where none is started. */
export function reasonsOf(
  { programs }: Submission,
  language: Language,
): Pick<GradeResult["submission"], "chosen"> {
  const chosen = Object.values(programs).map(({ role, why }) => [
    role,
    { why, message: describeReason(why, language) },
  ]);
  return chosen.length === 0 ? {} : { chosen: Object.fromEntries(chosen) };
}
