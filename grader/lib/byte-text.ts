import { neutralise } from "./neutralise.ts";

/**
 * Bytes as a programmer would write them between quotes: UTF-8 as it reads, everything else as
 * `\n`, `\r`, `\t`, `\\` or `\xNN`. No two different byte strings give the same text, unless they
 * contain layout controls that {@link neutralise} has to spell out.
 */
export function byteText(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length;) {
    const character = characterAt(bytes, at);
    text += character === undefined ? escapeByte(bytes[at] ?? 0) : written(character);
    at += character === undefined ? 1 : Buffer.byteLength(character);
  }
  return text;
}

function characterAt(bytes: Uint8Array, at: number): string | undefined {
  const lead = bytes[at] ?? 0;
  const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  try {
    return strict.decode(bytes.subarray(at, at + length));
  } catch {
    // Not UTF-8 from here: the caller shows the byte itself.
    return undefined;
  }
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function written(character: string): string {
  const short = shortEscapes[character];
  if (short !== undefined) return short;
  return /^\p{Cc}$/u.test(character)
    ? [...Buffer.from(character)].map(escapeByte).join("")
    : neutralise(character);
}

const shortEscapes: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\\": "\\\\",
};

function escapeByte(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, "0")}`;
}
