import type { ClassRecord } from "../../model/class-record.ts";
import type { Language } from "../../model/language.ts";
import type { GradeResult } from "../../model/result.ts";
import type { Reader } from "../../model/visibility.ts";

/**
 * What a format is told besides the record; all of it comes from the command line and its surroundings, and all of
 * it may be left out but the language.
 */
export type FormatOptions = Readonly<{
  language: Language;
  /** The task on the learning platform: its number there, and what it is called where that is not the exercise's title. */
  assignment?: Readonly<{ id?: string | undefined; title?: string | undefined }> | undefined;
  /** For spreadsheets that take a file without it for one in an older encoding. */
  byteOrderMark?: boolean | undefined;
  /** Who asks, and whether the due date is over; without it, it is not. */
  reader?: Reader | undefined;
  /** When the report is made, in milliseconds since 1970. */
  now?: number | undefined;
  /** Where the text goes; a workflow's log acts on some lines, a file does not. */
  target?: "screen" | "file" | undefined;
  /** What its place has room for, where that is less than usual. */
  maxBytes?: number | undefined;
  /** Where a batch puts its results, from the folder that a class's page is written to, with `/` between names. */
  resultsFrom?: string | undefined;
  /** The folder that names of files are shown from: the repository's. */
  workspace?: string | undefined;
  /** Random, and made after the last program has ended: nobody's output can hold it. */
  token?: string | undefined;
  /** What a runner of Classroom 50 tells a grader in its environment. */
  classroom50?: Readonly<Record<string, string | undefined>> | undefined;
}>;

/**
 * One way to write a record down: a pure function from data to text. Everything in a record is data; what would
 * act in the place where the text is read is neutralised here.
 */
export type Format = Readonly<{
  /** What `--reporter` takes. */
  name: string;
  /** What its file is called where nobody says. */
  file: string;
  /**
   * Who it is for. `reader`: records come as the reader may see them (`seen-by.ts`). `staff`: always the whole
   * record: gradebooks, and platforms that hide by themselves.
   */
  shows: "reader" | "staff";
  /** A batch writes `result` of each student, too, where the format has both: `record` links to them. */
  forEach?: true | undefined;
  /** One graded submission: works with `grade`, and for each student of a `batch`. */
  result?: ((result: GradeResult, options: FormatOptions) => string) | undefined;
  /** A graded class: works with `batch`. */
  record?: ((record: ClassRecord, options: FormatOptions) => string) | undefined;
}>;
