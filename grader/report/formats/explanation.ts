import { neutralise } from "../../lib/neutralise.ts";
import { wordsFor } from "../../messages/index.ts";
import type { Language } from "../../model/language.ts";
import type { CheckResult, GradeResult } from "../../model/result.ts";
import { pageFor } from "../page.ts";
import { picture } from "../picture.ts";

/** Why a check ended as it did, and what to do about it, as lines of plain text; none where there is nothing to say. */
export function explanationOf(check: CheckResult, language: Language): readonly string[] {
  const { hint: label } = wordsFor(language).report;
  const message = check.message ?? check.error;
  return [
    ...(message === undefined ? [] : linesOf(message)),
    ...(check.hint === undefined ? [] : linesOf(`${label}: ${check.hint}`)),
  ];
}

/** What happened on the terminals and on the wire, drawn without colours. */
export function pictureOf(
  check: CheckResult,
  { submission }: GradeResult,
  language: Language,
): readonly string[] {
  const page = pageFor({ language, colour: false, columns: 100 });
  return picture(check.trace ?? [], submission.files, page);
}

function linesOf(text: string): readonly string[] {
  return neutralise(text, "newlines").split("\n");
}
