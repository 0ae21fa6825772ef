import { neutralise } from "./neutralise.ts";

/** Text as one line of Markdown that shows just this text: no markup, no HTML, no link comes out of it. */
export function markdownText(text: string): string {
  // In front of any ASCII punctuation a backslash makes it plain (CommonMark, section 2.4).
  return neutralise(text)
    .trim()
    .replaceAll(/[\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e]/gu, needed);
}

/** What never begins markup is left readable. */
function needed(character: string): string {
  return /[,;'"?/%]/u.test(character) ? character : `\\${character}`;
}

/** Lines of plain text in a block of their own, fenced by more backticks than any line has in a row. */
export function markdownFence(lines: readonly string[]): readonly string[] {
  const safe = lines.map((line) => neutralise(line));
  const longest = Math.max(
    0,
    ...safe.flatMap((line) => line.match(/`+/gu) ?? []).map((run) => run.length),
  );
  const fence = "`".repeat(Math.max(3, longest + 1));
  return [`${fence}text`, ...safe, fence];
}
