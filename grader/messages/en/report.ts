import type { Catalogue } from "../catalogue.ts";
import { roleNames } from "./actor.ts";
import { quote } from "./speech.ts";

/** The headings and labels of a report. */
export const report: Catalogue["report"] = {
  submission: "submission",
  programs: "programs",
  seed: "seed",
  evidence: "machine",
  missing: "without",
  tiers: {
    1: "a network of its own, a relay on the wire",
    2: "Linux without a network of its own: the machine's ports",
    3: "no /proc: judging by silence and deadlines, with less certainty",
  },
  packets: (seen) => (seen ? "packets seen" : "packets not seen"),
  roles: roleNames,
  handedFiles: { capture: "capture", answers: "answers" },
  files: "files",
  packet: "packet",
  again: "(again)",
  peerAs: (role) => `sockgrade (as the ${roleNames[role]})`,
  wire: "wire",
  progress: (done, all) => `${done}/${all} done`,
  sameAs: (check) => `For the same reason as ${check}, above.`,
  hint: "Hint",
  observations: "Observations (they cost no points)",
  errored: "This is a problem of the grader or the machine, not yours; it cost no points.",
  score: (score, maxScore) => `Score: ${score}/${maxScore}`,
  leftOut: (points, why) =>
    `${points === 1 ? "1 point is" : `${points} points are`} not part of that: ${why}.`,
  counts: (counts, durationMs) =>
    [
      count(counts.passed, "passed", "passed"),
      count(counts.failed, "failed", "failed"),
      count(counts.skipped, "skipped", "skipped"),
      count(counts.errored, "grader error", "grader errors"),
      `in ${quote.seconds(durationMs)}`,
    ]
      .filter((part) => part !== "")
      .join(" · "),
  notSelected: (number) => count(number, "check not selected", "checks not selected"),
  repeatAll: "To repeat exactly this:",
  repeatOne: "Only the first that failed:",
  lines: (number) => `… ${count(number, "line", "lines")} …`,
  steps: (number) => `… ${count(number, "step", "steps")} …`,
  pieces: (number) => `… ${count(number, "piece", "pieces")} …`,
  characters: (number) => `… (${quote.number(number)} characters) …`,
  bytes: (number) => `${quote.number(number)} B`,
  fates: { lost: "lost", doubled: "doubled", late: "late" },
};

function count(number: number, one: string, many: string): string {
  return number === 0 ? "" : `${quote.number(number)} ${number === 1 ? one : many}`;
}
