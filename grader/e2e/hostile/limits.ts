/** Seconds on the clock that one submission gets; nothing of the class needs more to fail. */
const wallSeconds = 20;

/** The options that set it. */
export const limitOptions: readonly string[] = ["--limit", `wall=${wallSeconds}`];

/** How long a grading may take, in milliseconds: the wall cap, and two seconds for everything else. */
export const limitMs = (wallSeconds + 2) * 1000;
