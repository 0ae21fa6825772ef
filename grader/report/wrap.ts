import { cutToWidth, graphemes, textWidth } from "../lib/text-width.ts";

/**
 * Lines of at most `width` columns, broken at spaces where there are any; spaces inside a line stay.
 * Expects neutralised text without line breaks.
 */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const unit of unitsOf(text)) {
    if (textWidth(line) + textWidth(unit) > width) {
      const space = line.lastIndexOf(" ");
      // Breaking inside the indentation would leave an empty line.
      const atSpace = unit !== " " && line.slice(0, Math.max(0, space)).trim() !== "";
      lines.push((atSpace ? line.slice(0, space) : line).trimEnd());
      line = atSpace ? line.slice(space + 1) : "";
      if (unit === " ") continue;
    }
    line += unit;
  }
  lines.push(line);
  return lines;
}

/** A message with its own line breaks: sentences are wrapped, blocks (two spaces in front) cut. */
export function wrapMessage(message: string, width: number): readonly string[] {
  return message
    .split("\n")
    .flatMap((line) => (line.startsWith("  ") ? [cutToWidth(line, width)] : wrap(line, width)));
}

/** Characters, and escapes such as `\\x1b`, which would be hard to read in two halves. */
function unitsOf(text: string): readonly string[] {
  return text
    .split(/(\\x[0-9a-f]{2}|\\[nrt\\])/)
    .flatMap((part, at) => (at % 2 === 1 ? [part] : graphemes(part)));
}
