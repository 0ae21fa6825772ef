import { neutralise } from "../lib/neutralise.ts";
import type { CheckResult } from "../model/result.ts";
import { checkLine, isObservation } from "./check-line.ts";
import type { Page } from "./page.ts";
import { picture } from "./picture.ts";
import type { Files } from "./terminal-name.ts";
import { wrapMessage } from "./wrap.ts";

/** A failed check in full: its line, what happened, why, and what to do about it. */
export function failure(
  check: CheckResult,
  files: Files,
  page: Page,
  before: readonly CheckResult[] = [],
): readonly string[] {
  const drawn = picture(check.trace ?? [], files, page);
  return [
    "",
    ...checkLine(check, check.id.length, page),
    ...drawn,
    ...(drawn.length === 0 ? [] : [""]),
    ...explanation(once(check, before, page), page),
  ];
}

/** What stands above an observation: what cost points, and the observations before it. */
function told(check: CheckResult, checks: readonly CheckResult[]): readonly CheckResult[] {
  const lost = checks.filter((one) => one.status === "failed" && !isObservation(one));
  return [...lost, ...checks.slice(0, checks.indexOf(check)).filter(isObservation)];
}

/** What has been told of an earlier check is not told again. */
function once(check: CheckResult, before: readonly CheckResult[], { words }: Page): CheckResult {
  const first = before.find(({ message }) => message === check.message);
  if (first === undefined || check.message === undefined) return check;
  return { ...check, message: words.report.sameAs(first.id) };
}

/** What is worth telling and costs nothing: checks without points that failed, and notes. */
export function observations(checks: readonly CheckResult[], page: Page): readonly string[] {
  const failed = checks
    .filter(isObservation)
    .flatMap((check) => [
      ...checkLine(check, check.id.length, page),
      ...explanation(once(check, told(check, checks), page), page),
    ]);
  // The same note comes with every check that saw it; once is enough.
  const notes = [
    ...new Set(checks.flatMap((check) => check.notes ?? []).map(({ message }) => message)),
  ].flatMap((note) =>
    indented(note, page, 2).map((line, at) =>
      at === 0 ? `${page.colours.cyan("ℹ")} ${line.trimStart()}` : line,
    ),
  );
  if (failed.length + notes.length === 0) return [];
  return ["", page.colours.bold(page.words.report.observations), ...failed, ...notes];
}

function explanation(check: CheckResult, page: Page): readonly string[] {
  const message = check.message === undefined ? [] : indented(check.message, page, 3);
  if (check.hint === undefined) return message;
  const label = `${page.words.report.hint}: `;
  const hint = indented(label + check.hint, page, 3);
  return [
    ...message,
    ...hint.map((line, at) => (at === 0 ? line.replace(label, page.colours.bold(label)) : line)),
  ];
}

function indented(text: string, page: Page, by: number): readonly string[] {
  return wrapMessage(neutralise(text, "newlines"), page.columns - by).map((line) =>
    (" ".repeat(by) + line).trimEnd(),
  );
}
