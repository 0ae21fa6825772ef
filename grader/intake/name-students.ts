import type { Student } from "../model/class-record.ts";
import { quoted } from "./archive/refusal.ts";
import type { Handed, Owner } from "./layouts/layout.ts";
import { RosterIndex } from "./roster/join-roster.ts";
import type { RosterStudent } from "./roster/read-roster.ts";
import { keyOf, StudentKeys } from "./student-key.ts";

/** Who handed in what, who did not, and what is odd about it. */
export type NamedStudents = Readonly<{
  students: readonly Readonly<{ student: Student; handed: Handed }>[];
  missing: readonly Student[];
  problems: readonly string[];
}>;

/** Says who everybody is, with the roster's words where there is one, and gives everybody a key. */
export function nameStudents(
  handed: readonly Handed[],
  roster: readonly RosterStudent[] | undefined,
): NamedStudents {
  const { matches, problems } = matchAll(handed, roster);
  const claimed = new Set(matches.values());
  const absent = (roster ?? []).filter((student) => !claimed.has(student));
  const people: readonly Person[] = [
    ...handed.map((one) => personOf(one.owner, matches.get(one), one)),
    ...absent.map((student) => personOf(undefined, student)),
  ];
  const keys = keysOf(people);
  const named = people
    .map((person) => ({ ...person, student: { key: keys.get(person) ?? "", ...person.who } }))
    .toSorted((a, b) => a.line - b.line || compare(a.student.key, b.student.key));
  return {
    students: named.flatMap(({ student, handed: one }) =>
      one === undefined ? [] : [{ student, handed: one }],
    ),
    missing: named.filter((person) => person.handed === undefined).map(({ student }) => student),
    problems,
  };
}

type Person = Readonly<{
  who: Omit<Student, "key">;
  words: string;
  /** On the roster; after everybody who is not. */
  line: number;
  handed?: Handed | undefined;
}>;

function matchAll(handed: readonly Handed[], roster: readonly RosterStudent[] | undefined) {
  const matches = new Map<Handed, RosterStudent>();
  const problems: string[] = [];
  if (roster === undefined) return { matches, problems };
  const index = new RosterIndex(roster);
  const owners = new Map<RosterStudent, Handed>();
  for (const one of handed) {
    const found = index.find(one.owner);
    const place = quoted(one.parts[0]?.item.path ?? "");
    if (found.kind === "none") problems.push(`not on the roster: ${place}`);
    else if (found.kind === "several")
      problems.push(
        `on the roster more than once, in lines ${found.lines.join(" and ")}: ${place}`,
      );
    else {
      const other = owners.get(found.student);
      if (other === undefined) matches.set(one, found.student);
      else
        problems.push(
          `graded apart, as line ${found.student.line} of the roster has handed in ${quoted(other.parts[0]?.item.path ?? "")} already: ${place}`,
        );
      owners.set(found.student, other ?? one);
    }
  }
  return { matches, problems };
}

/** A school's number is none, though it may look the same. */
function platformIdOf(
  one: Readonly<{ id?: string | undefined; isPlatformId?: boolean }> | undefined,
): string | undefined {
  return one?.isPlatformId === true ? one.id : undefined;
}

function personOf(
  owner: Owner | undefined,
  known: RosterStudent | undefined,
  handed?: Handed,
): Person {
  const who = defined({
    id: known?.id ?? owner?.id,
    platformId: platformIdOf(owner) ?? platformIdOf(known),
    name: known?.name ?? owner?.name,
    email: known?.email ?? owner?.email,
    login: known?.login ?? owner?.login,
  });
  // A login is unique and short; where one is what submissions are called after, it is what people look for.
  const candidates = [owner?.login, who.name, who.login, owner?.words, who.id, who.email];
  const words = candidates.map((one) => keyOf(one ?? "")).find((key) => key !== "") ?? "student";
  return { who, words, line: known?.line ?? Number.MAX_SAFE_INTEGER, handed };
}

function defined(who: Readonly<Record<keyof Omit<Student, "key">, string | undefined>>) {
  return Object.fromEntries(Object.entries(who).filter(([, value]) => value !== undefined)) as Omit<
    Student,
    "key"
  >;
}

/** Of two with one name the smaller number comes first, in whatever order they were found. */
function keysOf(people: readonly Person[]): ReadonlyMap<Person, string> {
  const taken = new StudentKeys();
  const ordered = people.toSorted(
    (a, b) =>
      compare(a.words, b.words) ||
      (a.who.id ?? "").localeCompare(b.who.id ?? "", "en", { numeric: true }) ||
      compare(a.handed?.parts[0]?.item.path ?? "", b.handed?.parts[0]?.item.path ?? ""),
  );
  return new Map(ordered.map((person) => [person, taken.take(person.words)]));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
