import fc from "fast-check";
import { expect, test } from "vitest";
import type { GradeEvent } from "../model/event.ts";
import { type GradeResult, resultSchema } from "../model/result.ts";
import { isSeen, type Reader } from "../model/visibility.ts";
import { formats } from "./formats/index.ts";
import { someClass, someResult } from "./formats/testing.ts";
import { reporters } from "./index.ts";
import { seenBy } from "./seen-by.ts";

const staff: Reader = { audience: "staff", isAfterDue: false };
const before: Reader = { audience: "student", isAfterDue: false };
const after: Reader = { audience: "student", isAfterDue: true };

test("staff see everything, at any time", () => {
  fc.assert(
    fc.property(someResult, someClass, (result, record) => {
      expect(seenBy(staff).result(result)).toEqual(result);
      expect(seenBy(staff).record(record)).toEqual(record);
    }),
  );
});

test.each([before, after])(
  "a student's score and maximum are those of the checks he sees (%o)",
  (reader) => {
    fc.assert(
      fc.property(someResult, (whole) => {
        const seen = seenBy(reader).result(whole);
        expect(resultSchema.parse(JSON.parse(JSON.stringify(seen)))).toMatchObject({
          score: seen.score,
        });
        const visible = whole.checks.filter(({ visibility }) => isSeen(visibility, reader));
        expect(seen.checks).toEqual(visible);
        expect(seen.score).toBe(visible.reduce((sum, { points }) => sum + points, 0));
        const counted = visible.filter(
          ({ status, skipped }) => status !== "errored" && skipped?.kind !== "unavailable",
        );
        expect(seen.maxScore).toBe(counted.reduce((sum, { maxPoints }) => sum + maxPoints, 0));
        const { untilDue = 0, always = 0 } = seen.hidden ?? {};
        expect(untilDue + always).toBe(whole.checks.length - visible.length);
        if (reader.isAfterDue) expect(untilDue).toBe(0);
      }),
    );
  },
);

test("a class as students may see it adds up, too", () => {
  fc.assert(
    fc.property(someClass, (whole) => {
      const seen = seenBy(before).record(whole);
      expect(seen.maxScore).toBe(seen.checks.reduce((sum, { maxPoints }) => sum + maxPoints, 0));
      for (const entry of seen.entries) {
        if (entry.status !== "graded") continue;
        expect(entry.checks.map(({ id }) => id)).toEqual(seen.checks.map(({ id }) => id));
        expect(entry.score).toBe(entry.checks.reduce((sum, { points }) => sum + points, 0));
        expect(entry.maxScore).toBe(
          entry.checks
            .filter(({ status }) => status !== "errored")
            .reduce((sum, { maxPoints }) => sum + maxPoints, 0),
        );
      }
    }),
  );
});

const secret = "segredo-9c1f";
const shown = { title: "Visível", status: "passed", durationMs: 1 } as const;
const hidden = {
  title: secret,
  status: "failed",
  durationMs: 1,
  message: secret,
  hint: secret,
  cause: { kind: "crashed", actor: "server", lastLine: secret },
  trace: [
    { at: 0, kind: "start", actor: "server", command: secret },
    { at: 1, kind: "screen", actor: "server", stream: "stdout", text: secret },
  ],
} as const;
const result: GradeResult = {
  schemaVersion: 1,
  exercise: { id: "ex0", title: "Oculto" },
  submission: { path: "/class/ana", languages: ["python"], files: { server: "server.py" } },
  score: 60,
  maxScore: 100,
  seed: 1,
  durationMs: 5,
  tier: 1,
  checks: [
    { ...shown, id: "open", points: 60, maxPoints: 60 },
    {
      ...hidden,
      id: `${secret}-1`,
      points: 0,
      maxPoints: 30,
      visibility: "after-due",
      trace: [...hidden.trace],
    },
    {
      ...hidden,
      id: `${secret}-2`,
      points: 0,
      maxPoints: 10,
      visibility: "never",
      trace: [...hidden.trace],
    },
  ],
};
const events: readonly GradeEvent[] = [
  {
    kind: "begin",
    exercise: result.exercise,
    path: "/class/ana",
    seed: 1,
    tier: 1,
    capture: true,
    missing: [],
    checks: result.checks.map(({ id, title, maxPoints, visibility }) => ({
      id,
      title,
      maxPoints,
      visibility,
    })),
  },
  ...result.checks.flatMap((check): GradeEvent[] => [
    { kind: "check-begin", id: check.id, title: check.title },
    { kind: "check-end", check },
  ]),
  { kind: "end", result },
];

test.each(reporters.filter(({ shows }) => shows === "reader").map(({ name }) => name))(
  "%s says nothing of a hidden check to a student but that there is one, and everything to staff",
  (name) => {
    expect(told(name, before)).not.toContain(secret);
    expect(told(name, staff)).toContain(secret);
    const afterwards = told(name, after);
    expect(afterwards).toContain(`${secret}-1`);
    expect(afterwards).not.toContain(`${secret}-2`);
  },
);

test.each(["tty", "markdown", "github"])(
  "%s tells how many checks are hidden, in one line",
  (name) => {
    const line = "1 check is hidden until the due date. 1 check is not shown to students.";
    expect(told(name, before)).toContain(line);
    expect(told(name, before)).toContain("60/60");
    expect(told(name, after)).toContain("1 check is not shown to students.");
    expect(told(name, staff)).not.toContain("not shown");
  },
);

test("gradebooks count every point, and what they say to students names no hidden check", () => {
  const record = {
    schemaVersion: 1 as const,
    exercise: result.exercise,
    maxScore: 100,
    checks: result.checks.map(({ id, title, maxPoints, visibility }) => ({
      id,
      title,
      maxPoints,
      visibility,
    })),
    entries: [
      {
        status: "graded" as const,
        student: { key: "ana", id: "42", platformId: "42", name: "Ana" },
        source: "ana",
        score: 60,
        maxScore: 100,
        languages: ["python"],
        durationMs: 1,
        isKnown: false,
        checks: result.checks.map(({ id, status, points, maxPoints }) => ({
          id,
          status,
          points,
          maxPoints,
        })),
        resultFile: "ana.json",
      },
    ],
    begun: "2026-11-21T19:00:00.000Z",
    ended: "2026-11-21T19:05:00.000Z",
  };
  const books = formats.filter(
    ({ shows, record: textOf }) => shows === "staff" && textOf !== undefined,
  );
  expect(books.map(({ name }) => name)).toEqual(["csv", "moodle", "canvas"]);
  const moodle = books[1]?.record?.(record, { language: "en" });
  expect(moodle).toContain(",60,");
  expect(moodle).toContain("1 check is hidden until the due date.");
  expect(moodle).not.toContain(secret);
  expect(books[1]?.record?.(record, { language: "en", reader: staff })).not.toContain(secret);
  expect(books[1]?.record?.(record, { language: "en", reader: after })).toContain(`0/30 ${secret}`);
  expect(books[2]?.record?.(record, { language: "en" })).toContain("100.00");
});

function told(name: string, reader: Reader): string {
  let text = "";
  const kind = reporters.find((one) => one.name === name);
  const reporter = kind?.create({
    write: (part) => (text += part),
    language: "en",
    colour: false,
    live: true,
    columns: 100,
    token: "t0ken",
    target: name === "classroom" ? "file" : "screen",
    workspace: "/work",
  });
  const seen = seenBy(reader);
  for (const event of events) {
    const one = seen.event(event);
    if (one !== undefined) reporter?.on(one);
  }
  return name === "classroom"
    ? Buffer.from(text.replace(/^result=/u, ""), "base64").toString("utf8")
    : text;
}
