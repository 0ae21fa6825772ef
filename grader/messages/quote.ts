import { byteText } from "../lib/byte-text.ts";
import { hexdump } from "../lib/hexdump.ts";
import { neutralise } from "../lib/neutralise.ts";
import type { Language } from "../model/language.ts";

/** Puts values of programs into sentences: whole, safe to show, cut in the middle when very long. */
export type Quote = Readonly<{
  /** What a program printed or somebody typed. */
  text(value: string): string;
  /** Several of them, one after the other. */
  list(values: readonly string[]): string;
  /** Bytes on the wire, from base64. */
  bytes(base64: string): string;
  /** Up to eight lines in a block of their own below the sentence. */
  block(value: string): string;
  /** A hexadecimal block below the sentence, for bytes that cannot be read as text; nothing for others. */
  dump(base64: string): string;
  number(value: number): string;
  seconds(milliseconds: number): string;
  /** Also for what takes longer: `3 min 20 s`, `1 h 5 min`. */
  duration(milliseconds: number): string;
}>;

/** The {@link Quote} for one language; `characters` is how that language says "1,234 characters". */
export function quoteFor(language: Language, characters: (count: string) => string): Quote {
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const number = (value: number): string => format.format(value);

  const cut = (value: string, write: (part: string) => string): string => {
    const points = Array.from(value);
    if (points.length <= longest) return write(value);
    const head = write(points.slice(0, kept).join(""));
    const tail = write(points.slice(-kept).join(""));
    return `${head}… (${characters(number(points.length))}) …${tail}`;
  };
  const text = (value: string): string =>
    `"${cut(value, (part) => neutralise(escapeBreaks(part)))}"`;

  return {
    text,
    list: (values) => values.map(text).join(", "),
    bytes: (base64) => `"${cut(byteText(Buffer.from(base64, "base64")), (part) => part)}"`,
    block: (value) =>
      value
        .split(/\r?\n/)
        .filter((line) => line.trim() !== "")
        .slice(0, blockLines)
        .map((line) => `\n  ${cut(line, (part) => neutralise(part.replaceAll("\t", "    ")))}`)
        .join(""),
    dump(base64) {
      const bytes = Buffer.from(base64, "base64");
      if (!byteText(bytes).includes("\\x")) return "";
      const more = bytes.length > dumpRows * 16 ? "\n  …" : "";
      return `${hexdump(bytes, dumpRows)
        .map((row) => `\n  ${row}`)
        .join("")}${more}\n`;
    },
    number,
    seconds: (milliseconds) => `${number(milliseconds / 1000)} s`,
    duration(milliseconds) {
      const seconds = Math.round(milliseconds / 1000);
      if (seconds < 60) return `${number(milliseconds / 1000)} s`;
      const minutes = Math.floor(seconds / 60);
      return minutes < 60
        ? `${minutes} min ${seconds % 60} s`
        : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
    },
  };
}

const longest = 160;
const kept = 60;
const blockLines = 8;
const dumpRows = 4;

function escapeBreaks(text: string): string {
  return text.replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("\t", "\\t");
}
