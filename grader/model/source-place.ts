/** A place in a student's file. */
export type SourcePlace = Readonly<{
  file: string;
  line?: number | undefined;
  text?: string | undefined;
}>;
