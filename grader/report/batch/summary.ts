import { neutralise } from "../../lib/neutralise.ts";
import { cutToWidth, padToWidth, textWidth } from "../../lib/text-width.ts";
import { type BatchEvent, hasFullMarks, isErrored } from "../../model/batch-event.ts";
import type { ClassEntry, ClassRecord, Student } from "../../model/class-record.ts";
import type { Page } from "../page.ts";
import { firstLine } from "./first-line.ts";
import { tallyOf } from "./tally.ts";

type End = Extract<BatchEvent, { kind: "end" }>;
type Graded = Extract<ClassEntry, { status: "graded" }>;

/** A class that is graded: the scores, what failed most, who needs a look, and where to go on reading. */
export function classSummary(
  { record, out, left, unasked }: End,
  durationMs: number,
  page: Page,
): readonly string[] {
  const { words, colours } = page;
  const { entries } = record;
  const graded = entries.filter((entry) => entry.status === "graded");
  const tally = tallyOf(entries);
  return [
    ...section(words.batch.scores, scoreLines(graded, page), page),
    ...section(words.batch.mostFailed, failedChecks(record, graded, page), page),
    ...section(words.batch.slow, slowOnes(graded, page), page),
    ...section(words.batch.refusedOnes, entries.filter(isRefused).map(reasonLine), page),
    ...section(words.batch.erroredOnes, entries.filter(isErrored).map(reasonLine), page),
    ...section(words.batch.missingOnes, entries.filter(isMissing).map(nameLine), page),
    "",
    colours.bold(words.batch.total(tally, durationMs)),
    ...(left === 0 ? [] : [colours.yellow(words.batch.left(left))]),
    ...(unasked === 0 ? [] : [colours.yellow(words.batch.unasked(unasked))]),
    "",
    ...whereToRead(out, graded, page),
  ];
}

function section(title: string, lines: readonly string[], { colours }: Page): readonly string[] {
  return lines.length === 0 ? [] : ["", colours.bold(title), ...lines.map((line) => `  ${line}`)];
}

/** The best first; who has equally many points by key. */
function scoreLines(graded: readonly Graded[], page: Page): readonly string[] {
  const sorted = graded.toSorted(
    (one, other) => shareOf(other) - shareOf(one) || (one.student.key < other.student.key ? -1 : 1),
  );
  const width = Math.min(
    longestName,
    Math.max(0, ...sorted.map(({ student }) => textWidth(nameLine({ student })))),
  );
  return sorted.map((entry) => {
    const name = padToWidth(cutToWidth(nameLine(entry), width), width);
    const failed = entry.checks.filter((check) => check.status === "failed" && check.maxPoints > 0);
    const some = failed.slice(0, mostChecks).map(({ id }) => id);
    const more = failed.length > some.length ? [`+${failed.length - some.length}`] : [];
    const score = `${entry.score}/${entry.maxScore}`.padStart(7);
    const paint = hasFullMarks(entry) ? page.colours.green : page.colours.yellow;
    const rest = cutToWidth([...some, ...more].join(", "), page.columns - width - besideName);
    return `${paint(score)}  ${name}  ${page.colours.dim(rest)}`.trimEnd();
  });
}

const mostChecks = 3;
const longestName = 40;
/** Indentation, score, and the spaces between. */
const besideName = 13;

function shareOf({ score, maxScore }: Graded): number {
  return maxScore === 0 ? 0 : score / maxScore;
}

/** Checks that cost somebody points, with how many; those that were only skipped for another are not counted. */
function failedChecks(
  { checks }: ClassRecord,
  graded: readonly Graded[],
  { words, columns }: Page,
): readonly string[] {
  const counted = checks
    .filter(({ maxPoints }) => maxPoints > 0)
    .map(({ id, title }) => ({ id, title, count: graded.filter((one) => failsAt(one, id)).length }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count);
  const width = Math.max(0, ...counted.map(({ id }) => id.length));
  const numbers = counted.map(({ count }) => words.batch.failedBy(count, graded.length));
  const numberWidth = Math.max(0, ...numbers.map(textWidth));
  return counted.map(({ id, title }, index) => {
    const number = (numbers[index] as string).padStart(numberWidth);
    return cutToWidth(`${number}  ${id.padEnd(width)}  ${neutralise(title)}`, columns - 2);
  });
}

function failsAt({ checks }: Graded, id: string): boolean {
  return checks.some((check) => check.id === id && check.status === "failed");
}

/** Far beyond what is usual in this class, and long enough for somebody to have waited. */
function slowOnes(graded: readonly Graded[], { words }: Page): readonly string[] {
  const times = graded.map(({ durationMs }) => durationMs).toSorted((one, other) => one - other);
  const usual = times[Math.floor(times.length / 2)] ?? 0;
  return graded
    .filter(({ durationMs }) => durationMs > Math.max(slowMs, slowTimes * usual))
    .toSorted((one, other) => other.durationMs - one.durationMs)
    .slice(0, mostSlow)
    .map((entry) => `${words.batch.took(entry.durationMs).padStart(9)}  ${nameLine(entry)}`);
}

const slowMs = 10_000;
const slowTimes = 4;
const mostSlow = 10;

function isRefused(entry: ClassEntry): boolean {
  return entry.status === "errored" && !isErrored(entry);
}

function isMissing(entry: ClassEntry): boolean {
  return entry.status === "missing";
}

function reasonLine(entry: ClassEntry): string {
  if (entry.status === "missing") return nameLine(entry);
  const error =
    entry.status === "errored"
      ? entry.error
      : entry.checks.flatMap(({ id, status }) => (status === "errored" ? [id] : [])).join(", ");
  return `${nameLine(entry)}: ${firstLine(error)}`;
}

/** The key, which is what `--only` takes, and the name where it says more. */
function nameLine({ student: { key, name } }: Readonly<{ student: Student }>): string {
  return neutralise(name === undefined || name.toLowerCase() === key ? key : `${key}  ${name}`);
}

function whereToRead(
  out: string,
  graded: readonly Graded[],
  { words, colours }: Page,
): readonly string[] {
  // Somebody who lost points is who one wants to read about.
  const [one] = graded.toSorted((left, right) => shareOf(left) - shareOf(right));
  const folder = neutralise(out);
  return [
    ...(one === undefined
      ? []
      : [colours.dim(words.batch.oneReport), `  ${folder}/results/${one.student.key}.txt`]),
    colours.dim(words.batch.record),
    `  ${folder}/class.json`,
  ];
}
