import { byteText } from "./byte-text.ts";
import { hexPairs } from "./hexdump.ts";

/** Two rows of bytes one above the other, and a third with `^^` under the first difference. */
export type BytePointer = Readonly<{ expected: string; actual: string; pointer: string }>;

/**
 * The bytes around `offset`, counted from 0, where `actual` stops being `expected`. A row that ends
 * before the pointer says that bytes are missing there.
 */
export function bytePointer(options: {
  expected: Uint8Array;
  actual: Uint8Array;
  offset: number;
}): BytePointer {
  const from = Math.max(0, options.offset - before);
  const lead = from > 0 ? "… " : "";
  return {
    expected: lead + row(options.expected, from),
    actual: lead + row(options.actual, from),
    pointer: " ".repeat(lead.length + (options.offset - from) * pairWidth) + "^^",
  };
}

const before = 6;
const shown = 12;
const pairWidth = 3;

function row(bytes: Uint8Array, from: number): string {
  const part = bytes.subarray(from, from + shown);
  const more = bytes.length > from + shown ? " …" : "";
  return `${(hexPairs(part) + more).padEnd(shown * pairWidth + 2)} "${byteText(part)}"`;
}
