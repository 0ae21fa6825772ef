import type { Layout } from "./layout.ts";

/**
 * Clones of a classroom on GitHub (GitHub Classroom, Classroom 50): a repository for each student or group,
 * all called `assignment-login`. One clone alone does not tell where the assignment's name ends.
 */
export const githubClassroom: Layout = async (items, { files, logins }) => {
  const folders = items.filter(({ isFolder }) => isFolder);
  const areClones = await Promise.all(folders.map(({ path }) => files.hasFolder(`${path}/.git`)));
  const clones = folders.filter((_, at) => areClones[at]);
  if (clones.length < 2 || clones.length * 2 < folders.length) return undefined;
  const names = clones.map(({ name }) => name);
  const prefix = prefixByLogins(names, logins) ?? commonPrefix(names);
  if (prefix === "") return undefined;
  const mine = folders.filter(({ name }) => name.startsWith(prefix));
  return {
    layout: "github-classroom",
    layoutText: `clones of a classroom on GitHub, ${prefix}<login>`,
    handed: mine.map((item) => {
      const login = item.name.slice(prefix.length);
      return { owner: { words: login, login }, parts: [{ item, name: "" }] };
    }),
    rest: items.filter((item) => !mine.includes(item)),
  };
};

/** What most names have before a login of the roster. */
function prefixByLogins(names: readonly string[], logins: readonly string[]): string | undefined {
  const endings = logins.map((login) => `-${login.toLowerCase()}`);
  const counts = new Map<string, number>();
  for (const name of names) {
    const ending = endings.find((one) => name.toLowerCase().endsWith(one));
    if (ending === undefined) continue;
    const prefix = name.slice(0, name.length - ending.length + 1);
    counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

/** What all names begin with, up to a hyphen: two logins may begin alike, but no login begins with one. */
function commonPrefix(names: readonly string[]): string {
  const [first = "", ...others] = names;
  let length = first.length;
  for (const name of others) {
    while (!name.startsWith(first.slice(0, length))) length -= 1;
  }
  return first.slice(0, first.slice(0, length).lastIndexOf("-") + 1);
}
