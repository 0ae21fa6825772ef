import type { Item } from "../class-files.ts";
import { group, type Reading } from "./group.ts";
import type { Handed, Layout } from "./layout.ts";

/**
 * Canvas' “Download submissions”: `silvaana_LATE_12345_67890_server.py`, with the name as it is sorted, the
 * student's number, the file's number, and the file's name; `-1` at its end when it was handed in again. What
 * was typed or linked has no file's number: `silvaana_12345_text.html`.
 */
export const canvas: Layout = (items) => {
  const { handed, rest } = group(items, read);
  if (handed.length === 0 || rest.length > handed.length) return Promise.resolve(undefined);
  return Promise.resolve({
    layout: "canvas",
    layoutText: "Canvas' download, files named after students",
    handed: handed.map(withFirstNames),
    rest,
  });
};

const pattern =
  /^(?<who>[^_]+)_(?:LATE_)?(?<id>\d+)_(?:(?:LATE_)?\d+_(?<file>.+)|(?<typed>(?:text|link|url)\.\w+))$/u;

function read({ name }: Item): Reading | undefined {
  const { who, id, file, typed } = pattern.exec(name)?.groups ?? {};
  if (who === undefined || id === undefined) return undefined;
  return { key: id, owner: { words: who, id, isPlatformId: true }, name: file ?? typed ?? name };
}

/** A file that was handed in again has its first name back: others import it, and Java insists on it. */
function withFirstNames(handed: Handed): Handed {
  const names = new Set(handed.parts.map(({ name }) => name));
  const parts = handed.parts.map((part) => {
    const first = part.name.replace(/-\d+(?=(?:\.tar)?\.\w+$|$)/u, "");
    if (names.has(first)) return part;
    names.add(first);
    return { ...part, name: first };
  });
  return { ...handed, parts };
}
