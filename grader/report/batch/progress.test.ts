import { describe, expect, it, test } from "vitest";
import type { BatchEvent } from "../../model/batch-event.ts";
import type { ClassEntry, ClassRecord } from "../../model/class-record.ts";
import type { Language } from "../../model/language.ts";
import { batchReporter } from "./progress.ts";

type Status = "passed" | "failed" | "skipped" | "errored";

function graded(key: string, connects: Status, replies: Status, more: object = {}): ClassEntry {
  const checks = [
    { id: "connects", status: connects, maxPoints: 40 },
    { id: "replies", status: replies, maxPoints: 60 },
  ].map((check) => ({ ...check, points: check.status === "passed" ? check.maxPoints : 0 }));
  return {
    status: "graded",
    student: { key, name: `${key} Silva` },
    source: key,
    score: checks.reduce((sum, { points }) => sum + points, 0),
    maxScore: checks.reduce((sum, one) => sum + (one.status === "errored" ? 0 : one.maxPoints), 0),
    languages: ["python"],
    durationMs: 1000,
    isKnown: false,
    checks,
    resultFile: `results/${key}.json`,
    ...more,
  };
}

const entries: readonly ClassEntry[] = [
  graded("bia", "passed", "failed"),
  graded("ana", "passed", "passed", { isKnown: true }),
  graded("caio", "failed", "skipped"),
  graded("davi", "passed", "failed", { durationMs: 93_000 }),
  graded("eva", "passed", "errored"),
  {
    status: "errored",
    student: { key: "fabio" },
    source: "fabio.zip",
    error: "not a zip \u001b[31m\nmore of it",
    fault: "submission",
  },
  { status: "errored", student: { key: "gil" }, source: "gil", error: "javac is missing" },
  { status: "missing", student: { key: "hugo" } },
];

const record: ClassRecord = {
  schemaVersion: 1,
  exercise: { id: "ex3", title: "Ping-pong" },
  maxScore: 100,
  checks: [
    { id: "connects", title: "The client connects", maxPoints: 40 },
    { id: "replies", title: "The reply arrives", maxPoints: 60 },
  ],
  entries: [...entries],
  begun: "",
  ended: "",
};

const begin: BatchEvent = {
  kind: "begin",
  exercise: { id: "ex3", title: "Ping-pong" },
  layout: "one folder per student",
  count: 7,
  problems: ["zoe is not on the roster"],
};

function screenAfter(
  events: readonly BatchEvent[],
  { language = "en", live = false }: Readonly<{ language?: Language; live?: boolean }> = {},
): string {
  let text = "";
  const write = (part: string) => void (text += part);
  const reporter = batchReporter({ write, language, colour: false, live, columns: 80 });
  for (const event of events) reporter.on(event);
  reporter.close();
  return text;
}

const ends = entries
  .filter(({ status }) => status !== "missing")
  .map((entry): BatchEvent => {
    const isTakenOver = entry.status === "graded" && entry.isKnown;
    return { kind: "student-end", entry, isTakenOver };
  });
const end: BatchEvent = { kind: "end", record, out: "/results", left: 0, unasked: 0 };

it("writes a line for each that has ended, but for those that are taken over", () => {
  expect(screenAfter([begin, ...ends])).toBe(`ex3 Ping-pong  7 submissions: one folder per student
! zoe is not on the roster
[1/7]  40/100  bia
[3/7]   0/100  caio
[4/7]  40/100  davi
[5/7]   40/40  eva  some checks could not be made
[6/7]       –  fabio  not graded: not a zip ␛[31m
[7/7]       –  gil  not graded: javac is missing
`);
});

it("ends with the class as a table", () => {
  const text = screenAfter([end]).replace(/· in [\d.]+ s/u, "· in … s");
  expect(text).toBe(`
Scores
  100/100  ana  ana Silva
    40/40  eva  eva Silva
   40/100  bia  bia Silva    replies
   40/100  davi  davi Silva  replies
    0/100  caio  caio Silva  connects

Checks that failed most
  2 of 5  replies   The reply arrives
  1 of 5  connects  The client connects

Slow: they took much longer than the others
  1 min 33 s  davi  davi Silva

Could not be graded as handed in
  fabio: not a zip ␛[31m

Not graded, or not wholly: the grader's or the machine's fault
  eva  eva Silva: replies
  gil: javac is missing

Handed in nothing
  hugo

1 with full marks · 3 lost points · 1 could not be graded · 2 grader errors · 1 handed in nothing · 1 unchanged since an earlier run · in … s

One student's report:
  /results/results/caio.txt
All of it as data:
  /results/class.json
`);
});

describe("on a terminal", () => {
  const student = { key: "ana" };

  test("one line tells how far it is and who is being graded; what went wrong stays", () => {
    const text = screenAfter([begin, { kind: "student-begin", student }, ...ends], { live: true });
    expect(text).toContain("0/7 done · 0 with full marks · 0 lost points · ana");
    expect(text).toContain("5/7 done · 1 with full marks · 3 lost points · 1 not graded");
    expect(text).toMatch(/a minute · .* left/u);
    expect(text).not.toContain("bia");
    expect(text).toContain("gil  not graded: javac is missing\n");
  });

  test("nothing of it is left behind", () => {
    const text = screenAfter([begin, { kind: "student-begin", student }], { live: true });
    expect(text.endsWith("\u001b[1G\u001b[0J")).toBe(true);
  });
});

test.each([
  ["en", "Finishing what runs", "Interrupted: 2 submissions are still to be graded."],
  ["pt-BR", "Terminando o que está", "Interrompido: 2 entregas ainda não foram corrigidas."],
] as const)("an interruption is told in %s", (language, first, last) => {
  const text = screenAfter(
    [
      { kind: "stopping", isNow: false },
      { ...end, left: 2 },
    ],
    { language },
  );
  expect(text).toContain(first);
  expect(text).toContain(last);
});
