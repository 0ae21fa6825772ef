import { dirname, relative } from "node:path";
import { readInside } from "./read-inside.ts";

/** How much of a source file is looked at. */
const maxSourceBytes = 256 * 1024;

/** The text of a source file, its first 256 KiB. Throws what {@link readInside} throws. */
export function readSource(path: string, root = dirname(path)): Promise<string> {
  const read = () =>
    readInside(root, relative(root, path), (size) => Math.min(size, maxSourceBytes));
  return Promise.resolve().then(() => decodeSource(read().bytes).text);
}

/** What editors save: UTF-8, with or without a byte order mark, UTF-16 with one, else Latin-1. */
export type SourceEncoding = "utf-8" | "utf-8-bom" | "utf-16le" | "utf-16be" | "latin1";

/** Text of bytes in whatever encoding an editor saved; every byte sequence decodes to something. */
export function decodeSource(
  bytes: Uint8Array,
): Readonly<{ text: string; encoding: SourceEncoding }> {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe)
    return { text: new TextDecoder("utf-16le").decode(bytes), encoding: "utf-16le" };
  if (first === 0xfe && second === 0xff)
    return { text: new TextDecoder("utf-16be").decode(bytes), encoding: "utf-16be" };
  const marked = first === 0xef && second === 0xbb && third === 0xbf;
  try {
    // As a stream, so that a character cut by the size limit is not mistaken for Latin-1.
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return { text, encoding: marked ? "utf-8-bom" : "utf-8" };
  } catch {
    // Not UTF-8: Windows-1252 is a superset of the printable Latin-1 and maps every byte.
    return { text: new TextDecoder("windows-1252").decode(bytes), encoding: "latin1" };
  }
}
