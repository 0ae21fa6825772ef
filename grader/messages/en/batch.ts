import type { BatchWords } from "../batch-words.ts";
import { quote } from "./speech.ts";

/** What is said about a class. */
export const batch: BatchWords = {
  handedIn: (number, layout) => `${count(number, "submission", "submissions")}: ${layout}`,
  progress: (done, all) => `${done}/${all} done`,
  counts: ({ full, lost, errored }) =>
    list([
      `${full} with full marks`,
      `${lost} lost points`,
      none(errored, `${errored} not graded`),
    ]),
  rate: (perMinute) => `${quote.number(perMinute)} a minute`,
  timeLeft: (milliseconds) => `${quote.duration(milliseconds)} left`,
  notGraded: "not graded",
  partly: "some checks could not be made",
  finishing: "Finishing what runs; Ctrl-C once more gives it up as well.",
  givingUp: "Giving up what runs.",
  scores: "Scores",
  mostFailed: "Checks that failed most",
  failedBy: (number, all) => `${number} of ${all}`,
  slow: "Slow: they took much longer than the others",
  took: quote.duration,
  erroredOnes: "Not graded, or not wholly: the grader's or the machine's fault",
  refusedOnes: "Could not be graded as handed in",
  missingOnes: "Handed in nothing",
  total: ({ full, lost, refused, errored, missing, known }, durationMs) =>
    list([
      `${full} with full marks`,
      `${lost} lost points`,
      none(refused, `${refused} could not be graded`),
      none(errored, count(errored, "grader error", "grader errors")),
      none(missing, `${missing} handed in nothing`),
      none(known, `${known} unchanged since an earlier run`),
      `in ${quote.duration(durationMs)}`,
    ]),
  left: (number) =>
    `Interrupted: ${count(number, "submission is", "submissions are")} still to be graded. What is done is kept: the same command goes on from here.`,
  unasked: (number) =>
    `${count(number, "submission has", "submissions have")} never been graded, and this run was not asked for ${number === 1 ? "it" : "them"}.`,
  oneReport: "One student's report:",
  record: "All of it as data:",
  diskFull: (reason) =>
    `nothing more can be written down (${reason}). What is graded is kept: make room, and the same command goes on from here.`,
};

function count(number: number, one: string, many: string): string {
  return `${quote.number(number)} ${number === 1 ? one : many}`;
}

function none(number: number, text: string): string {
  return number === 0 ? "" : text;
}

function list(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" · ");
}
