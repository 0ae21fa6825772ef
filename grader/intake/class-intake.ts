import type { Student } from "../model/class-record.ts";

/** How a class lies in what was given: whose download it is. */
export type ClassLayout =
  | "folders"
  | "archives"
  | "files"
  | "moodle"
  | "canvas"
  | "github-classroom";

/** What one student handed in. */
export type HandedIn = Readonly<{
  student: Student;
  /** The folder, archive or first file, relative to what was given, with `/`. */
  source: string;
  /**
   * Gives the folder to grade: what was handed in, unpacked below `into` where that is needed. `into` is
   * made if it is missing, must be this student's alone, and is the caller's to remove once the student is graded.
   * The folder may also be the student's own, outside of `into`: nobody but a copy may be written to.
   * @throws RequestError in one line for what can not be unpacked: it is this student's, never the class's.
   */
  open: (into: string) => Promise<string>;
}>;

/** A class as it was handed in: who, what and who did not. Disposing of it closes the archive it came in. */
export type ClassIntake = Disposable &
  Readonly<{
    layout: ClassLayout;
    /** The layout in words, for one line of output: `Moodle's download, one folder per student`. */
    layoutText: string;
    /** In the order of the roster, who is not on it at the end; without a roster by key. */
    submissions: readonly HandedIn[];
    /** On the roster, in its order, but nothing was handed in. */
    missing: readonly Student[];
    /** What somebody should know and nothing stops for, one line each: a student who is not on the roster, files that were left out. */
    problems: readonly string[];
  }>;
