import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { ClassIntake } from "./class-intake.ts";
import { StudentKeys } from "./student-key.ts";

export type OpenClassOptions = Readonly<{
  /** A CSV file with the students of the class. */
  roster?: string | undefined;
  /** A folder for what has to be unpacked before the first student's turn; made if needed, the caller removes it. */
  unpackInto: string;
}>;

/**
 * Finds out what each student of a class handed in. `path` is what a teacher downloaded: a folder, a zip, a
 * tar or a tar.gz. Only names are looked at; unpacking waits for {@link ClassIntake.submissions}' `open`.
 * @throws RequestError when nothing can be found in it, or the roster is wrong.
 */
export async function openClass(path: string, _options: OpenClassOptions): Promise<ClassIntake> {
  const root = resolve(path);
  const entries = await readdir(root, { withFileTypes: true });
  const keys = new StudentKeys();
  const submissions = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .toSorted()
    .map((name) => ({
      student: { key: keys.take(name), name },
      source: name,
      open: () => Promise.resolve(join(root, name)),
    }));
  return {
    layout: "folders",
    layoutText: "one folder per student",
    submissions,
    missing: [],
    problems: [],
  };
}
