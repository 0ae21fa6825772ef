import { neutralise } from "./neutralise.ts";

/** Text as one line of Markdown that shows just this text: no markup, no HTML, no link comes out of it. */
export function markdownText(text: string): string {
  // In front of any ASCII punctuation a backslash makes it plain (CommonMark, section 2.4).
  return neutralise(text)
    .trim()
    .replaceAll(/[\\`*_[\]<>|~&$@]|:(?=\/\/)|(?<=www)\.|^[-+=#]|(?<=^\d+)[.)]/giu, String.raw`\$&`);
}

/** Lines of plain text in a block of their own, fenced by more backticks than any line has in a row. */
export function markdownFence(lines: readonly string[]): readonly string[] {
  const safe = lines.map((line) => neutralise(line));
  const runs = safe.flatMap((line) => line.match(/`+/gu) ?? []).map((run) => run.length);
  const fence = "`".repeat(Math.max(3, Math.max(0, ...runs) + 1));
  return [`${fence}text`, ...safe, fence];
}
