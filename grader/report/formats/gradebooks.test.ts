import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ClassEntry, ClassRecord } from "../../model/class-record.ts";
import { canvas } from "./canvas.ts";
import { markdown } from "./markdown.ts";
import { moodle } from "./moodle.ts";
import { someClass } from "./testing.ts";
import { wholeGrades } from "./whole-grades.ts";

const graded = (
  key: string,
  score: number,
  rest: Partial<Extract<ClassEntry, { status: "graded" }>> = {},
) =>
  ({
    status: "graded",
    student: {
      key,
      id: `2023-${key}`,
      platformId: `${key.length}0${score}`,
      name: `Nome ${key}`,
      email: `${key}@escola.example`,
    },
    source: key,
    score,
    maxScore: 30,
    languages: ["python"],
    durationMs: 1,
    isKnown: false,
    checks: [
      { id: "listens", status: "passed", points: 10, maxPoints: 10 },
      { id: "reply", status: score > 10 ? "passed" : "failed", points: score - 10, maxPoints: 20 },
    ],
    resultFile: `${key}.json`,
    ...rest,
  }) as const satisfies ClassEntry;

const record: ClassRecord = {
  schemaVersion: 1,
  exercise: { id: "ex3", title: "Ping-Pong <TCP>" },
  maxScore: 30,
  checks: [
    { id: "listens", title: "O servidor escuta", maxPoints: 10 },
    { id: "reply", title: "A resposta <b>chega</b>", maxPoints: 20 },
  ],
  entries: [
    graded("ana", 30),
    graded("bia", 10),
    graded("caio", 10, {
      maxScore: 10,
      checks: [
        { id: "listens", status: "passed", points: 10, maxPoints: 10 },
        { id: "reply", status: "errored", points: 0, maxPoints: 20 },
      ],
    }),
    {
      status: "errored",
      student: { key: "duda", id: "7" },
      source: "duda.zip",
      error: "no program",
    },
    { status: "missing", student: { key: "eva", id: "8" } },
  ],
  begun: "2026-11-21T19:00:00.000Z",
  ended: "2026-11-21T19:05:00.000Z",
};

test.each([
  [
    "pt-BR",
    "Identificador,Nome completo,Endereço de email,Nota,Última modificação (nota),Comentários de feedback",
    "Participante 3030",
  ],
  [
    "en",
    "Identifier,Full name,Email address,Grade,Last modified (grade),Feedback comments",
    "Participant 3030",
  ],
] as const)(
  "Moodle's sheet has the words of its language pack in %s",
  (language, header, identifier) => {
    const text = moodle.record?.(record, { language }) ?? "";
    expect(text.split("\r\n")[0]).toBe(header);
    const [, ana, bia, ...others] = read(text);
    expect(ana?.slice(0, 5)).toEqual([
      identifier,
      "Nome ana",
      "ana@escola.example",
      "30",
      record.ended,
    ]);
    expect(bia?.[3]).toBe("10");
    expect(bia?.[5]).toContain("<li>0/20 A resposta &lt;b&gt;chega&lt;/b&gt; (");
    // Rows of these would overwrite comments, or grades with nothing.
    expect(others).toEqual([]);
  },
);

test("Canvas's sheet has its two rows of headers, and matches by numbers", () => {
  const text =
    canvas.record?.(record, { language: "pt-BR", assignment: { id: "123", title: "Lab 3" } }) ?? "";
  expect(read(text)).toEqual([
    ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Lab 3 (123)"],
    ["    Points Possible", "", "", "", "", "30.00"],
    ["Nome ana", "3030", "2023-ana", "ana@escola.example", "", "30.00"],
    ["Nome bia", "3010", "2023-bia", "bia@escola.example", "", "10.00"],
  ]);
  const [first] = record.entries;
  if (first?.status !== "graded") throw new Error("expected a graded student first");
  const known = { ...first, student: { key: "x", id: "77", platformId: "77" } };
  const [header, , row] = read(
    canvas.record?.({ ...record, entries: [known] }, { language: "en" }) ?? "",
  );
  expect(header?.[5]).toBe("Ping-Pong <TCP>");
  expect(row?.slice(0, 4)).toEqual(["x", "77", "", ""]);
});

test("without the platform's own number there is no participant: a school's number would be another's", () => {
  const entries = record.entries.map((entry) => ({ ...entry, student: { key: "x", id: "3030" } }));
  expect(read(moodle.record?.({ ...record, entries }, { language: "en" }) ?? "")).toHaveLength(1);
});

test("where nobody's points are all known the maximum is what everybody could reach", () => {
  const entries = record.entries.filter(({ student }) => student.key === "caio");
  const rows = read(canvas.record?.({ ...record, entries }, { language: "en" }) ?? "");
  expect(rows.slice(1).map((row) => row[5])).toEqual(["10.00", "10.00"]);
  expect(markdown.record?.({ ...record, entries }, { language: "en" })).toContain(
    "20 points could not be looked at on this machine, for anybody.",
  );
});

test("the summary says who has no row in gradebooks", () => {
  const text = markdown.record?.(record, { language: "en" }) ?? "";
  expect(text).toContain("3 graded · 1 could not be graded · 1 handed in nothing");
  expect(text).toContain("Median: 20/30");
  expect(text).toContain(
    "1 student has checks that could not be looked at, and no row in gradebooks",
  );
  expect(text).toContain("| reply · A resposta \\<b\\>chega\\</b\\> | 20 | 1/2 |");
});

test("every grade in a gradebook is the record's, out of the same maximum", () => {
  fc.assert(
    fc.property(someClass, (some) => {
      const { possible, entries } = wholeGrades(some);
      const rows = read(canvas.record?.(some, { language: "en" }) ?? "").slice(1);
      expect(rows.map((row) => Number(row[5]))).toEqual([
        possible,
        ...entries.map(({ score }) => score),
      ]);
      for (const { maxScore } of entries) expect(maxScore).toBe(possible);
    }),
  );
});

function read(text: string): string[][] {
  return parse(text);
}
