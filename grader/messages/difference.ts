import { bytePointer } from "../lib/byte-pointer.ts";

/** What two byte strings (base64) differ by, as far as it is one of the things students often do. */
export type ByteMistake =
  | "extra-newline"
  | "missing-newline"
  | "nul-padding"
  | "length-prefix"
  | "cut-short"
  | "letter-case"
  | "nothing"
  | "different";

/** The likeliest reason why `actual` is not `expected`. */
export function byteMistake(difference: { expected: string; actual: string }): ByteMistake {
  const expected = Buffer.from(difference.expected, "base64").toString("latin1");
  const actual = Buffer.from(difference.actual, "base64").toString("latin1");
  if (actual === "") return "nothing";
  if (/^\r?\n$/.test(actual.slice(expected.length)) && actual.startsWith(expected))
    return "extra-newline";
  if (/^\r?\n$/.test(expected.slice(actual.length)) && expected.startsWith(actual))
    return "missing-newline";
  if (actual.endsWith("\0") && actual.replace(/\0+$/, "") === expected) return "nul-padding";
  if (actual.endsWith(expected) && /^\0+[^]$/.test(actual.slice(0, -expected.length)))
    return "length-prefix";
  if (expected.startsWith(actual)) return "cut-short";
  if (actual.replace(/[a-z]+/g, (letters) => letters.toUpperCase()) === expected)
    return "letter-case";
  return "different";
}

/** Both rows of bytes and the pointer below the first difference, as a block below a sentence. */
export function differenceBlock(
  difference: { expected: string; actual: string; offset: number },
  labels: { expected: string; actual: string; byte: string },
): string {
  const rows = bytePointer({
    expected: Buffer.from(difference.expected, "base64"),
    actual: Buffer.from(difference.actual, "base64"),
    offset: difference.offset,
  });
  const width = Math.max(labels.expected.length, labels.actual.length);
  return [
    `\n  ${labels.expected.padEnd(width)}  ${rows.expected}`,
    `\n  ${labels.actual.padEnd(width)}  ${rows.actual}`,
    `\n  ${" ".repeat(width)}  ${rows.pointer} ${labels.byte}`,
  ].join("");
}
