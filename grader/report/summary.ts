import { textWidth } from "../lib/text-width.ts";
import type { GradeResult } from "../model/result.ts";
import { countsOf } from "./counts-of.ts";
import type { Page } from "./page.ts";
import { repeatCommands } from "./repeat-commands.ts";
import { scoreNotes } from "./score-notes.ts";
import { wrap } from "./wrap.ts";

/** The score, how the checks ended, and the commands that repeat this run exactly. */
export function summary(result: GradeResult, page: Page): readonly string[] {
  const { bold, dim, green, yellow, red } = page.colours;
  const words = page.words.report;
  const score = words.score(result.score, result.maxScore);
  const counts = words.counts(countsOf(result), result.durationMs);
  const fits = textWidth(score) + 3 + textWidth(counts) <= page.columns;
  const share = result.maxScore === 0 ? 1 : result.score / result.maxScore;
  const paint = share === 1 ? green : share >= 0.5 ? yellow : red;
  return [
    "",
    ...(fits
      ? [`${bold(paint(score))}   ${dim(counts)}`]
      : [bold(paint(score)), ...wrap(counts, page.columns).map(dim)]),
    ...scoreNotes(result, page.words)
      .flatMap((line) => wrap(line, page.columns))
      .map(yellow),
    "",
    ...commands(result, page),
  ];
}

function commands(result: GradeResult, page: Page): readonly string[] {
  const words = page.words.report;
  const { all, one } = repeatCommands(result);
  // Not wrapped, and on lines of their own: commands are there to be copied.
  return [
    page.colours.dim(words.repeatAll),
    `  ${all}`,
    ...(one === undefined ? [] : [page.colours.dim(words.repeatOne), `  ${one}`]),
  ];
}
