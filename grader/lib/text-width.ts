import { eastAsianWidth } from "get-east-asian-width";

/**
 * How many terminal columns `text` takes: two for East Asian wide characters and emoji, none for
 * combining accents. Expects neutralised text without line breaks.
 *
 * @see UAX #11 (East Asian width)
 */
export function textWidth(text: string): number {
  if (plain.test(text)) return text.length;
  return graphemes(text).reduce((width, grapheme) => width + graphemeWidth(grapheme), 0);
}

/** `text` with spaces after it until it is `width` columns wide; longer text stays as it is. */
export function padToWidth(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - textWidth(text)));
}

/** The first part of `text` that fits into `width` columns, with `…` where something was left out. */
export function cutToWidth(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  let cut = "";
  let used = 1;
  for (const grapheme of graphemes(text)) {
    used += graphemeWidth(grapheme);
    if (used > width) break;
    cut += grapheme;
  }
  return `${cut}…`;
}

/** What a reader takes for one character: a letter with its accents, an emoji with its joiners. */
export function graphemes(text: string): readonly string[] {
  if (plain.test(text)) return text.split("");
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

const plain = /^[ -~]*$/;
const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function graphemeWidth(grapheme: string): number {
  if (emoji.test(grapheme)) return 2;
  for (const character of grapheme) {
    if (!zeroWidth.test(character)) return eastAsianWidth(character.codePointAt(0) ?? 0);
  }
  return 0;
}

// U+FE0F asks for the emoji's picture; two regional indicators make a flag.
const emoji = /^(?:\p{Emoji}\ufe0f|\p{Regional_Indicator}{2})/u;
const zeroWidth = /[\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}]/u;
