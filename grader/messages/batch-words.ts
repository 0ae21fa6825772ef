/** What is said while a class is graded and when it is, in one language. */
export type BatchWords = Readonly<{
  /** `200 submissions: Moodle's download, …` */
  handedIn(count: number, layout: string): string;
  /** The live line: how far it is. */
  progress(done: number, all: number): string;
  counts(counts: Readonly<{ full: number; lost: number; errored: number }>): string;
  /** How many in a minute. */
  rate(perMinute: number): string;
  timeLeft(milliseconds: number): string;
  /** How one submission has ended, on a line of its own. */
  notGraded: string;
  partly: string;
  /** After the first Ctrl-C, and after the second. */
  finishing: string;
  givingUp: string;
  scores: string;
  mostFailed: string;
  failedBy(count: number, all: number): string;
  slow: string;
  took(milliseconds: number): string;
  erroredOnes: string;
  refusedOnes: string;
  missingOnes: string;
  total(
    counts: Readonly<{
      full: number;
      lost: number;
      refused: number;
      errored: number;
      missing: number;
      known: number;
    }>,
    durationMs: number,
  ): string;
  /** Why the record is not about everybody. */
  left(count: number): string;
  unasked(count: number): string;
  oneReport: string;
  record: string;
  /** What the shell is told to do again. */
  diskFull(reason: string): string;
}>;
