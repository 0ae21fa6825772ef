/**
 * The folders of one graded submission on the machine that grades, all absolute. The programs of a
 * check never run in them: every check gets copies.
 */
export type Workplace = Readonly<{
  /** The private copy of what was handed in. */
  submission: string;
  /** What compilers made of it. */
  out: string;
  /** An empty home folder. */
  home: string;
}>;
