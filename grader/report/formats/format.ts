import type { ClassRecord } from "../../model/class-record.ts";
import type { Language } from "../../model/language.ts";
import type { GradeResult } from "../../model/result.ts";

/** What a format is told besides the record; all of it comes from the command line and its surroundings. */
export type FormatOptions = Readonly<{
  language: Language;
  /** The task on the learning platform: its number there, and what it is called where that is not the exercise's title. */
  assignment?: Readonly<{ id?: string | undefined; title?: string | undefined }> | undefined;
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
  /** One graded submission: works with `grade`, and for each student of a `batch`. */
  result?: ((result: GradeResult, options: FormatOptions) => string) | undefined;
  /** A graded class: works with `batch`. */
  record?: ((record: ClassRecord, options: FormatOptions) => string) | undefined;
}>;
