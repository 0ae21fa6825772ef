import { archiveStem, isArchiveName } from "../archive/archive-kind.ts";
import type { Item } from "../class-files.ts";
import { group, type Reading } from "./group.ts";
import type { Layout, Owner } from "./layout.ts";

/** One folder or one archive per student, named after the student in some way; both in one class are fine. */
export const plain: Layout = (items) => {
  const { handed, rest } = group(items, read);
  if (handed.length === 0) return Promise.resolve(undefined);
  const folders = handed.filter(({ parts }) => parts.some(({ item }) => item.isFolder)).length;
  const layout = folders * 2 >= handed.length ? "folders" : "archives";
  const both = folders > 0 && folders < handed.length;
  return Promise.resolve({
    layout,
    layoutText: both
      ? "one folder or archive per student"
      : `one ${layout.slice(0, -1)} per student`,
    // A folder beside an archive of the same name was unpacked from it.
    handed: handed.map((one) => {
      const folder = one.parts.find(({ item }) => item.isFolder);
      return folder === undefined ? one : { ...one, parts: [folder] };
    }),
    rest,
  });
};

function read({ name, isFolder }: Item): Reading | undefined {
  if (name.startsWith(".") || (!isFolder && !isArchiveName(name))) return undefined;
  const words = isFolder ? name : archiveStem(name);
  return { key: words, owner: ownerOf(words), name: isFolder ? "" : name };
}

/** `20231234`, `ana@uni.br`, `20231234 - Ana Silva`, `Ana_Silva_20231234`, `Ana Silva`, `asilva`. */
function ownerOf(words: string): Owner {
  if (/^\d{3,}$/u.test(words)) return { words, id: words };
  if (/^[^\s@]+@[^\s@]+$/u.test(words)) return { words, email: words };
  const { id, name, after, before } = numbered.exec(words)?.groups ?? {};
  return { words, id: id ?? after, name: spaced(name ?? before ?? words) };
}

const numbered = /^(?:(?<id>\d{4,})[\s_-]+(?<name>\D.*)|(?<before>\D.*?)[\s_-]+(?<after>\d{4,}))$/u;

function spaced(name: string): string {
  return name.replaceAll("_", " ").trim();
}
