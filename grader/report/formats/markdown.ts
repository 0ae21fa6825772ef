import { markdownFence, markdownText } from "../../lib/markdown.ts";
import { wordsFor } from "../../messages/index.ts";
import type { CheckResult, GradeResult } from "../../model/result.ts";
import { isObservation } from "../check-line.ts";
import { classMarkdown } from "./class-markdown.ts";
import { explanationOf, pictureOf } from "./explanation.ts";
import { fit } from "./fit.ts";
import type { Format, FormatOptions } from "./format.ts";

/** For a workflow's summary, a comment, a page: a table of all checks, then what went wrong. */
export const markdown: Format = {
  name: "markdown",
  file: "summary.md",
  shows: "reader",
  // A job's summary holds 1 MiB, and nothing is shown of one that is larger.
  result: (result, options) => resultMarkdown(result, options, options.maxBytes ?? 2 ** 20),
  record: (record, options) => classMarkdown(record, options, options.maxBytes ?? 2 ** 20),
};

/** One submission in at most so many bytes, cut between checks. */
export function resultMarkdown(
  result: GradeResult,
  options: FormatOptions,
  maxBytes: number,
): string {
  const { formats } = wordsFor(options.language);
  const head = headOf(result, options);
  const failed = result.checks.filter(({ status }) => status === "failed" || status === "errored");
  const sections = failed.map((check) => sectionOf(check, result, options));
  return fit([head, ...sections], maxBytes, (left) => `\n_${formats.cut(left)}_\n`);
}

function headOf(
  { exercise, score, maxScore, checks, hidden }: GradeResult,
  { language }: FormatOptions,
): string {
  const { report, formats } = wordsFor(language);
  const shown = checks.filter(({ skipped }) => skipped?.kind !== "not-selected");
  return linesOf([
    `## ${markdownText(`${exercise.id} · ${exercise.title}`)}`,
    "",
    `**${report.score(score, maxScore)}**`,
    "",
    ...(hidden === undefined ? [] : [formats.hidden(hidden.untilDue, hidden.always), ""]),
    `| | ${formats.check} | | ${formats.points} |`,
    "|---|---|---|--:|",
    ...shown.map(rowOf),
  ]);

  function rowOf(check: CheckResult): string {
    const outcome = isObservation(check) ? formats.observation : formats.outcomes[check.status];
    const points = check.maxPoints === 0 ? "" : `${check.points}/${check.maxPoints}`;
    const reason = check.status === "skipped" ? `: ${markdownText(check.message ?? "")}` : "";
    const title = `${markdownText(check.id)} · ${markdownText(check.title)}`;
    return `| ${markOf(check)} | ${title} | ${outcome}${reason} | ${points} |`;
  }
}

function sectionOf(check: CheckResult, result: GradeResult, { language }: FormatOptions): string {
  const { formats } = wordsFor(language);
  const drawn = pictureOf(check, result, language);
  const points = check.maxPoints === 0 ? "" : ` (${check.points}/${check.maxPoints})`;
  return linesOf([
    "",
    `### ${markOf(check)} ${markdownText(`${check.id} · ${check.title}`)}${points}`,
    ...paragraphsOf(explanationOf(check, language)),
    ...(drawn.length === 0
      ? []
      : [
          "",
          `<details><summary>${formats.terminals}</summary>`,
          "",
          ...markdownFence(drawn),
          "",
          "</details>",
        ]),
  ]);
}

/** Lines that begin with two spaces are blocks, to be left as they are. */
function paragraphsOf(lines: readonly string[]): readonly string[] {
  const out: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    out.push("");
    if (!isBlock(line)) {
      out.push(markdownText(line));
      continue;
    }
    const end = lines.findIndex((one, index) => index > at && !isBlock(one));
    const block = lines.slice(at, end === -1 ? lines.length : end);
    out.push(...markdownFence(block.map((one) => one.slice(2))));
    at += block.length - 1;
  }
  return out;
}

function isBlock(line: string): boolean {
  return line.startsWith("  ");
}

function markOf(check: CheckResult): string {
  if (isObservation(check)) return "ℹ️";
  return { passed: "✅", failed: "❌", skipped: "➖", errored: "⚠️" }[check.status];
}

function linesOf(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
