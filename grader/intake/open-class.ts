import { resolve } from "node:path";
import type { Student } from "../model/class-record.ts";
import { quoted } from "./archive/refusal.ts";
import type { ClassFiles } from "./class-files.ts";
import type { ClassIntake, HandedIn } from "./class-intake.ts";
import { recognise } from "./layouts/recognise.ts";
import type { Handed, Sorted } from "./layouts/layout.ts";
import { openFiles } from "./open-files.ts";
import { readRoster } from "./roster/read-roster.ts";
import { nameStudents } from "./name-students.ts";
import { take } from "./take.ts";

export type OpenClassOptions = Readonly<{
  /** A CSV file with the students of the class. */
  roster?: string | undefined;
  /** A folder for what has to be unpacked before the first student's turn; made if needed, the caller removes it. */
  unpackInto: string;
}>;

/**
 * Finds out what each student of a class handed in. `path` is what a teacher downloaded: a folder, a zip, a
 * tar or a tar.gz. Only names are looked at; unpacking waits for {@link HandedIn.open}.
 * @throws RequestError when nothing can be found in it, or the roster is wrong.
 */
export async function openClass(
  path: string,
  { roster: rosterPath, unpackInto }: OpenClassOptions,
): Promise<ClassIntake> {
  const roster = rosterPath === undefined ? undefined : await readRoster(resolve(rosterPath));
  const files = await openFiles(resolve(path), unpackInto);
  try {
    const logins = roster?.flatMap(({ login }) => login ?? []) ?? [];
    const sorted = await recognise({ files, logins }, path);
    const { students, missing, problems } = nameStudents(sorted.handed, roster);
    return {
      layout: sorted.layout,
      layoutText: sorted.layoutText,
      submissions: students.map(({ student, handed }) => handedIn(student, handed, files)),
      missing,
      problems: [...files.problems, ...leftOver(sorted), ...problems],
      [Symbol.dispose]: () => files[Symbol.dispose](),
    };
  } catch (error) {
    files[Symbol.dispose]();
    throw error;
  }
}

function handedIn(student: Student, handed: Handed, files: ClassFiles): HandedIn {
  return {
    student,
    source: handed.parts[0]?.item.path ?? "",
    open: async (into) => await take(files, handed, into),
  };
}

/** One line for all that is nobody's. */
function leftOver({ rest }: Sorted): readonly string[] {
  const names = rest.filter(({ name }) => !name.startsWith(".")).map(({ name }) => quoted(name));
  if (names.length === 0) return [];
  return [`left out, as no name says whose it is: ${names.join(", ")}`];
}
