import type { ClassEntry, ClassRecord, Student } from "./class-record.ts";

/** What happens while a class is graded. */
export type BatchEvent = Readonly<
  | {
      kind: "begin";
      exercise: { id: string; title: string };
      /** What was handed in, in words: `Moodle's download, one folder per student`. */
      layout: string;
      /** How many submissions there are to look at now. */
      count: number;
      /** What somebody should know about what was handed in, one line each. */
      problems: readonly string[];
    }
  /** A submission's checks begin; not for what is taken over from an earlier run. */
  | { kind: "student-begin"; student: Student }
  /** `isTakenOver`: what was written down before, by an earlier run or before an interruption, still holds. */
  | { kind: "student-end"; entry: ClassEntry; isTakenOver: boolean }
  /** Nothing new is begun any more; `isNow`: what runs is given up as well. */
  | { kind: "stopping"; isNow: boolean }
  | {
      kind: "end";
      record: ClassRecord;
      /** Absolute path of the folder that the results are in. */
      out: string;
      /** Submissions that this run was to look at and did not come to. */
      left: number;
      /** Submissions that were handed in and are not in the record: never graded, and not asked for now. */
      unasked: number;
    }
>;

/** Whether something of an entry is for the machine's keeper to look at: such an entry is graded again. */
export function isErrored(entry: ClassEntry): boolean {
  if (entry.status === "errored") return entry.fault !== "submission";
  return entry.status === "graded" && entry.checks.some(({ status }) => status === "errored");
}

/** Whether there is nothing to gain for this student. */
export function hasFullMarks(entry: ClassEntry): boolean {
  return entry.status === "graded" && entry.score === entry.maxScore && !isErrored(entry);
}
