import { neutralise } from "../lib/neutralise.ts";
import { padToWidth, textWidth } from "../lib/text-width.ts";
import type { CheckResult } from "../model/result.ts";
import type { Page } from "./page.ts";
import { wrap, wrapMessage } from "./wrap.ts";

/** One check in one line, its points at the right edge; below it why it did not run, if it did not. */
export function checkLine(check: CheckResult, idWidth: number, page: Page): readonly string[] {
  const { mark, paint } = markOf(check, page);
  const points = check.maxPoints === 0 ? "" : `${check.points}/${check.maxPoints}`;
  const indent = 4 + idWidth;
  const [first = "", ...rest] = wrap(neutralise(check.title), page.columns - indent - pointsWidth);
  const title =
    points === ""
      ? first
      : padToWidth(first, page.columns - indent - textWidth(points)) + paint(points);
  return [
    `${paint(mark)} ${page.colours.bold(padToWidth(check.id, idWidth))}  ${title}`,
    ...rest.map((line) => " ".repeat(indent) + line),
    ...reason(check, page).map((line) => " ".repeat(indent) + page.colours.dim(line)),
  ];

  function reason(result: CheckResult, { words, columns }: Page): readonly string[] {
    const width = columns - indent;
    if (result.status === "skipped")
      return wrapMessage(neutralise(result.message ?? "", "newlines"), width);
    if (result.status !== "errored") return [];
    return wrapMessage(
      neutralise(`${result.message ?? result.error ?? ""}\n${words.report.errored}`, "newlines"),
      width,
    );
  }
}

/** Whether a check informs only: it failed, and there was nothing to lose. */
export function isObservation(check: CheckResult): boolean {
  return check.status === "failed" && check.maxPoints === 0;
}

// Room for the widest points, "100/100", and a space before them.
const pointsWidth = 8;

function markOf(
  check: CheckResult,
  { colours }: Page,
): { mark: string; paint: (text: string) => string } {
  if (isObservation(check)) return { mark: "ℹ", paint: colours.cyan };
  switch (check.status) {
    case "passed":
      return { mark: "✓", paint: colours.green };
    case "failed":
      return { mark: "✗", paint: colours.red };
    case "skipped":
      return { mark: "–", paint: colours.dim };
    case "errored":
      return { mark: "!", paint: colours.yellow };
  }
}
