/**
 * When students see a check: with their grade (`visible`), once the due date is over, or never. Staff see all
 * of them, and hidden points count like any other.
 */
export const visibilities = ["visible", "after-due", "never"] as const;

/** One of {@link visibilities}. */
export type Visibility = (typeof visibilities)[number];

/** Whom a report is for. */
export const audiences = ["student", "staff"] as const;

/** Who reads a report, and when. */
export type Reader = Readonly<{ audience: (typeof audiences)[number]; isAfterDue: boolean }>;

/** Whether a reader is shown a check and its points. */
export function isSeen(visibility: Visibility | undefined, reader: Reader): boolean {
  if (reader.audience === "staff") return true;
  return visibility === "after-due" ? reader.isAfterDue : visibility !== "never";
}
