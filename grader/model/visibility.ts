/**
 * When students see a check: with their grade (`visible`), once the due date is over, or never. Staff see all
 * of them, and hidden points count like any other.
 */
export const visibilities = ["visible", "after-due", "never"] as const;

/** One of {@link visibilities}. */
export type Visibility = (typeof visibilities)[number];
