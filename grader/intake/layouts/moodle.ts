import { group, type Reading } from "./group.ts";
import type { Item } from "../class-files.ts";
import type { Handed, Layout } from "./layout.ts";

/**
 * Moodle's “Download all submissions”, with or without folders: `Name_12345_assignsubmission_file_/…`,
 * `Name_12345_assignsubmission_file_server.py`. The number is the participant's in this assignment; where
 * names are hidden the name is `Participant 12345`.
 */
export const moodle: Layout = (items) => {
  const { handed, rest } = group(items, read);
  if (handed.length === 0 || rest.length > handed.length) return Promise.resolve(undefined);
  const hasFolders = items.some(({ name, isFolder }) => isFolder && pattern.test(name));
  return Promise.resolve({
    layout: "moodle",
    layoutText: `Moodle's download, ${hasFolders ? "one folder per student" : "files named after students"}`,
    handed: handed.map(withoutTyped),
    rest,
  });
};

const pattern = /^(?<who>.+?)_(?<id>\d+)_assignsubmission_(?<plugin>[a-z]+)(?:_(?<file>.*))?$/u;

function read({ name }: Item): Reading | undefined {
  const { who, id, file } = pattern.exec(name)?.groups ?? {};
  if (who === undefined || id === undefined) return undefined;
  return {
    key: id,
    owner: { words: who, name: who.trim(), id, isPlatformId: true },
    name: file ?? "",
  };
}

/** What was typed into Moodle's editor is no program; it stays where there is nothing else, so that an error can name it. */
function withoutTyped(handed: Handed): Handed {
  const files = handed.parts.filter(
    ({ item }) => !item.name.includes("_assignsubmission_onlinetext"),
  );
  return files.length === 0 ? handed : { ...handed, parts: files };
}
