import { hexPairs } from "../../lib/hexdump.ts";
import { h, type Html } from "../../lib/html.ts";
import type { HtmlWords } from "../../messages/html-words.ts";

/**
 * Bytes to be opened: offset, hexadecimal digits, and ASCII with a dot for what has no letter. Eight in a row, so that
 * they fit between two terminals and on a phone.
 * @param length how many there were, where `base64` has only the first of them.
 */
export function hexDetails(base64: string, words: HtmlWords, length?: number): Html {
  const bytes = Buffer.from(base64.slice(0, Math.ceil(mostBytes / 3) * 4), "base64");
  const shown = bytes.subarray(0, mostBytes);
  const all = length ?? Math.floor((base64.replace(/=+$/u, "").length * 3) / 4);
  const rows = Array.from({ length: Math.ceil(shown.length / perRow) }, (_, row) =>
    rowOf(shown.subarray(row * perRow, (row + 1) * perRow), row * perRow),
  );
  if (rows.length === 0) return undefined;
  const more = all > shown.length ? [words.moreBytes(all - shown.length)] : [];
  return h(
    "details",
    { class: "hex" },
    h("summary", {}, words.hex),
    h("pre", { tabindex: 0 }, [...rows, ...more].join("\n")),
  );
}

const perRow = 8;
const mostBytes = 256;

function rowOf(bytes: Uint8Array, offset: number): string {
  const letters = Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".",
  );
  const place = offset.toString(16).padStart(4, "0");
  return `${place}  ${hexPairs(bytes).padEnd(perRow * 3 - 1)}  ${letters.join("")}`;
}
