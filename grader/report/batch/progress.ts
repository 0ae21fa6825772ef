import type { BatchEvent } from "../../model/batch-event.ts";
import { isErrored } from "../../model/batch-event.ts";
import type { ClassEntry } from "../../model/class-record.ts";
import { neutralise } from "../../lib/neutralise.ts";
import { liveLine } from "../live-line.ts";
import { pageFor, type Page } from "../page.ts";
import type { ReporterOptions } from "../reporter.ts";
import { firstLine } from "./first-line.ts";
import { classSummary } from "./summary.ts";
import { tallyOf } from "./tally.ts";

/** Somebody who hears what happens while a class is graded, and tells it. */
export type BatchReporter = Readonly<{
  on(event: BatchEvent): void;
  /** Leaves the terminal as somebody else may write to it. */
  close(): void;
}>;

/**
 * For people. On a terminal one line tells how far it is, how fast, for how long and with whom; elsewhere every
 * submission gets a line when it has ended. At the end the class as a table.
 */
export function batchReporter(options: ReporterOptions): BatchReporter {
  const page = pageFor(options);
  const live = liveLine(options);
  const begun = performance.now();
  const running = new Map<string, string>();
  const ended: ClassEntry[] = [];
  let graded = 0;
  let all = 0;

  const print = (lines: readonly string[]): void => {
    live.clear();
    if (lines.length > 0) options.write(`${lines.join("\n")}\n`);
  };
  const show = (): void => {
    const elapsedMs = performance.now() - begun;
    live.show(liveText({ ended, graded, all, elapsedMs, running: [...running.values()] }, page));
  };

  return {
    close: () => live.clear(),
    on(event) {
      switch (event.kind) {
        case "begin":
          all = event.count;
          print(heading(event, page));
          show();
          break;
        case "student-begin":
          running.set(event.student.key, neutralise(event.student.key));
          show();
          break;
        case "student-end":
          running.delete(event.entry.student.key);
          ended.push(event.entry);
          if (!event.isTakenOver && event.entry.status === "graded") graded += 1;
          // On a terminal the table at the end has them all; what went wrong is worth a look at once.
          if (isWorthALine(event, options.live)) print([entryLine(event.entry, ended, all, page)]);
          show();
          break;
        case "stopping":
          print([event.isNow ? page.words.batch.givingUp : page.words.batch.finishing]);
          show();
          break;
        case "end":
          print(classSummary(event, performance.now() - begun, page));
          break;
      }
    },
  };
}

function heading(event: Extract<BatchEvent, { kind: "begin" }>, { words, colours }: Page) {
  const { exercise, count, layout, problems } = event;
  return [
    `${colours.bold(`${exercise.id} ${neutralise(exercise.title)}`)}  ${words.batch.handedIn(count, neutralise(layout))}`,
    ...problems.map((problem) => colours.yellow(`! ${neutralise(problem)}`)),
  ];
}

type StudentEnd = Extract<BatchEvent, { kind: "student-end" }>;

/** What was taken over is told in one number at the end. */
function isWorthALine({ entry, isTakenOver }: StudentEnd, isLive: boolean): boolean {
  return isErrored(entry) || (!isLive && !isTakenOver);
}

function entryLine(
  entry: ClassEntry,
  { length: done }: readonly ClassEntry[],
  all: number,
  { words, colours }: Page,
): string {
  const count = colours.dim(`[${String(done).padStart(String(all).length)}/${all}]`);
  const key = neutralise(entry.student.key);
  if (entry.status === "graded") {
    const score = `${entry.score}/${entry.maxScore}`.padStart(7);
    return `${count} ${score}  ${key}${isErrored(entry) ? `  ${words.batch.partly}` : ""}`;
  }
  const why = entry.status === "errored" ? firstLine(entry.error) : "";
  return `${count}       –  ${key}  ${words.batch.notGraded}: ${why}`;
}

type Progress = Readonly<{
  ended: readonly ClassEntry[];
  /** How many of them took time. */
  graded: number;
  all: number;
  elapsedMs: number;
  running: readonly string[];
}>;

function liveText({ ended, graded, all, elapsedMs, running }: Progress, { words }: Page): string {
  const { full, lost, refused, errored } = tallyOf(ended);
  // What is taken over takes no time: it would promise too much.
  const left = ((all - ended.length) * elapsedMs) / graded;
  return [
    words.batch.progress(ended.length, all),
    words.batch.counts({ full, lost, errored: refused + errored }),
    ...(graded < enoughToTell
      ? []
      : [words.batch.rate((graded * 60_000) / elapsedMs), words.batch.timeLeft(left)]),
    running.join(", "),
  ]
    .filter((part) => part !== "")
    .join(" · ");
}

const enoughToTell = 3;
