import type { Said } from "./talk.ts";

/**
 * An answer that is not what the client said and looks like it: same length, same frame around it, every
 * letter another one. Whoever shows it has read it from the network.
 */
export function disguised({ bytes, text }: Said): Readonly<{ bytes: Buffer; text: string }> {
  const other = text.replace(/[a-z]/giu, (letter) => turned(letter));
  const start = bytes.indexOf(text);
  if (start < 0) return { bytes, text };
  const rest = bytes.subarray(start + Buffer.byteLength(text));
  return {
    bytes: Buffer.concat([bytes.subarray(0, start), Buffer.from(other), rest]),
    text: other,
  };
}

/** The letter thirteen further on in the alphabet, of the same case. */
function turned(letter: string): string {
  const first = letter >= "a" ? 97 : 65;
  return String.fromCharCode(((letter.charCodeAt(0) - first + 13) % 26) + first);
}
