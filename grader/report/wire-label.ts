import { byteText } from "../lib/byte-text.ts";
import type { Catalogue } from "../messages/catalogue.ts";

/**
 * `7 B "pipoca\n"`: how many bytes and which, with the middle left out when they are many.
 * @param length how many they were, where `bytes` are only the first of them.
 */
export function wireLabel(
  bytes: Uint8Array,
  words: Pick<Catalogue["report"], "bytes">,
  length = bytes.length,
): string {
  const size = words.bytes(length);
  if (length > bytes.length) return `${size} "${byteText(head(bytes))}" …`;
  if (bytes.length === 0) return size;
  if (bytes.length <= longest && byteText(bytes).length <= longest)
    return `${size} "${byteText(bytes)}"`;
  return `${size} "${byteText(head(bytes))}" … "${byteText(tail(bytes))}"`;
}

const longest = 72;

/** As many first bytes as can be written in a line, and no half of a UTF-8 character at the end. */
function head(bytes: Uint8Array): Uint8Array {
  let count = kept;
  while (byteText(bytes.subarray(0, count)).length > kept) count -= 1;
  return bytes.subarray(0, isContinuation(bytes[count]) ? count - 1 : count);
}

function tail(bytes: Uint8Array): Uint8Array {
  let from = bytes.length - kept;
  while (byteText(bytes.subarray(from)).length > kept) from += 1;
  return bytes.subarray(isContinuation(bytes[from]) ? from + 1 : from);
}

const kept = 20;

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
