import type { Owner } from "../layouts/layout.ts";
import type { RosterStudent } from "./read-roster.ts";
import { foldedName, sortableNames } from "./folded-name.ts";

/** Who on a roster an owner is: found, nobody, or several that nothing tells apart. */
export type Found =
  | Readonly<{ kind: "one"; student: RosterStudent }>
  | Readonly<{ kind: "none" }>
  | Readonly<{ kind: "several"; lines: readonly number[] }>;

/** Looks students up by what a download says of them: what is surest first. */
export class RosterIndex {
  readonly #ways: readonly ((owner: Owner) => readonly RosterStudent[])[];

  constructor(students: readonly RosterStudent[]) {
    const by = (keysOf: (student: RosterStudent) => readonly (string | undefined)[]) =>
      indexed(students, keysOf);
    const logins = by(({ login }) => [login]);
    const ids = by(({ id }) => [id, id?.replace(/^0+/u, "")]);
    const emails = by(({ email }) => [email]);
    const accounts = by(({ email }) => [email?.split("@")[0]]);
    const names = by(({ name }) => [name === undefined ? undefined : foldedName(name)]);
    const sortable = by(({ name }) => (name === undefined ? [] : sortableNames(name)));
    this.#ways = [
      ({ login }) => logins(login),
      ({ email }) => emails(email),
      (owner) => ids(owner.id).filter((student) => isTheirs(owner, student)),
      ({ name }) => names(name === undefined ? undefined : foldedName(name)),
      // A folder may be called after whatever the teacher knows of a student.
      ({ words }) => ids(words),
      ({ words }) => logins(words),
      ({ words }) => accounts(words),
      ({ words }) => names(foldedName(words)),
      ({ words }) => sortable(foldedName(words)),
    ];
  }

  find(owner: Owner): Found {
    for (const way of this.#ways) {
      const [student, ...others] = way(owner);
      if (student === undefined) continue;
      if (others.length === 0) return { kind: "one", student };
      return { kind: "several", lines: [student, ...others].map(({ line }) => line) };
    }
    return { kind: "none" };
  }
}

/** Whether a number that is the same means the same student. */
function isTheirs({ words, name, isPlatformId }: Owner, student: RosterStudent): boolean {
  if (isPlatformId !== true) return true;
  if (student.name === undefined) return student.isPlatformId;
  const said = foldedName(name ?? words);
  return (
    student.isPlatformId ||
    said === foldedName(student.name) ||
    sortableNames(student.name).includes(said)
  );
}

function indexed(
  students: readonly RosterStudent[],
  keysOf: (student: RosterStudent) => readonly (string | undefined)[],
): (key: string | undefined) => readonly RosterStudent[] {
  const index = new Map<string, Set<RosterStudent>>();
  for (const student of students) {
    for (const key of keysOf(student)) {
      if (key === undefined || key === "") continue;
      const found = index.get(key.toLowerCase()) ?? new Set();
      index.set(key.toLowerCase(), found.add(student));
    }
  }
  return (key) => [...(index.get(key?.toLowerCase() ?? "") ?? [])];
}
