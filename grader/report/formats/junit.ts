import { neutralise } from "../../lib/neutralise.ts";
import { xmlDocument, type XmlElement } from "../../lib/xml.ts";
import type { ClassEntry, ClassRecord } from "../../model/class-record.ts";
import type { CheckResult, GradeResult } from "../../model/result.ts";
import { explanationOf, pictureOf } from "./explanation.ts";
import type { Format, FormatOptions } from "./format.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

/**
 * JUnit XML as test reports of CI services read it. A failure is a check that failed, an error one that the grader
 * could not finish. The message stands in the element's text as well: some readers look at that alone.
 */
export const junit: Format = {
  name: "junit",
  file: "junit.xml",
  shows: "reader",
  result: (result, options) => documentOf([suiteOfResult(result, options)]),
  record: (record) => documentOf(record.entries.map((entry) => suiteOfEntry(entry, record))),
};

type Suite = Readonly<{
  name: string;
  durationMs: number;
  cases: readonly Case[];
  properties?: readonly Property[];
}>;

type Case = Readonly<{
  name: string;
  className: string;
  durationMs: number;
  verdict: Verdict;
  /** The kind of what went wrong. */
  type?: string | undefined;
  /** Why it did not pass. */
  lines: readonly string[];
  /** What else there is to see. */
  output?: readonly string[];
  properties?: readonly Property[];
}>;

type Property = readonly [name: string, value: string | number];

function suiteOfResult(result: GradeResult, { language }: FormatOptions): Suite {
  const { exercise, score, maxScore, seed } = result;
  return {
    name: `${exercise.id} ${exercise.title}`,
    durationMs: result.durationMs,
    properties: [
      ["score", score],
      ["max-score", maxScore],
      ["seed", seed],
    ],
    cases: result.checks.map((check) => {
      const verdict = verdictOf(check);
      const lines = explanationOf(check, language);
      const drawn = check.status === "failed" ? pictureOf(check, result, language) : [];
      return {
        ...caseOf(check, check.title, exercise.id, verdict),
        type: check.cause?.kind,
        durationMs: check.durationMs,
        lines,
        output: [...drawn, ...(verdict === "passed" ? lines : []), ...notesOf(check)],
      };
    }),
  };
}

function suiteOfEntry(entry: ClassEntry, { exercise, checks }: ClassRecord): Suite {
  const name = [entry.student.key, entry.student.name].filter(Boolean).join(" ");
  const alone = {
    name: "submission",
    className: `${exercise.id}.${entry.student.key}`,
    durationMs: 0,
  };
  switch (entry.status) {
    case "missing":
      return { name, durationMs: 0, cases: [{ ...alone, verdict: "skipped", lines: ["missing"] }] };
    case "errored":
      return {
        name,
        durationMs: 0,
        cases: [{ ...alone, verdict: "error", type: "errored", lines: [entry.error] }],
      };
    case "graded":
      return {
        name,
        durationMs: entry.durationMs,
        properties: [
          ["score", entry.score],
          ["max-score", entry.maxScore],
        ],
        cases: entry.checks.map((check) => ({
          ...caseOf(
            check,
            checks.find(({ id }) => id === check.id)?.title ?? "",
            `${exercise.id}.${entry.student.key}`,
            verdictOf(check),
          ),
          type: check.cause,
          durationMs: 0,
          lines: [check.cause ?? check.status, entry.resultFile],
        })),
      };
  }
}

type Points = Pick<CheckResult, "id" | "points" | "maxPoints">;

function caseOf(check: Points, title: string, className: string, verdict: Verdict) {
  return {
    name: `${check.id} ${title}`.trim(),
    className,
    verdict,
    properties: [
      ["points", check.points],
      ["max-points", check.maxPoints],
    ] satisfies readonly Property[],
  };
}

function notesOf({ notes = [] }: CheckResult): readonly string[] {
  return notes.map(({ message }) => message);
}

function documentOf(suites: readonly Suite[]): string {
  const cases = suites.flatMap((suite) => suite.cases);
  return xmlDocument({
    name: "testsuites",
    attributes: {
      name: "sockgrade",
      ...countsOf(cases),
      time: seconds(suites.reduce((sum, { durationMs }) => sum + durationMs, 0)),
    },
    content: suites.map((suite) => ({
      name: "testsuite",
      attributes: {
        name: shown(suite.name),
        ...countsOf(suite.cases),
        time: seconds(suite.durationMs),
      },
      content: [...propertiesOf(suite.properties), ...suite.cases.map(elementOf)],
    })),
  });
}

function countsOf(cases: readonly Case[]): Readonly<Record<string, number>> {
  const count = (verdict: Verdict) => cases.filter((one) => one.verdict === verdict).length;
  return {
    tests: cases.length,
    failures: count("failed"),
    errors: count("error"),
    skipped: count("skipped"),
  };
}

function elementOf({
  name,
  className,
  durationMs,
  properties,
  output = [],
  ...one
}: Case): XmlElement {
  const content = [...propertiesOf(properties), ...outcomeOf(one)];
  const written = output.map((line) => shown(line)).join("\n");
  return {
    name: "testcase",
    attributes: { name: shown(name), classname: shown(className), time: seconds(durationMs) },
    content: written === "" ? content : [...content, { name: "system-out", content: written }],
  };
}

function outcomeOf({
  verdict,
  lines,
  type,
}: Pick<Case, "verdict" | "lines" | "type">): readonly XmlElement[] {
  if (verdict === "passed") return [];
  const text = lines.map((line) => shown(line)).join("\n");
  const message = shown(lines[0] ?? "");
  if (verdict === "skipped") return [{ name: "skipped", attributes: { message } }];
  return [
    {
      name: verdict === "failed" ? "failure" : "error",
      attributes: { message, type },
      content: text,
    },
  ];
}

function propertiesOf(properties: readonly Property[] = []): readonly XmlElement[] {
  if (properties.length === 0) return [];
  return [
    {
      name: "properties",
      content: properties.map(([name, value]) => ({
        name: "property",
        attributes: { name, value },
      })),
    },
  ];
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

function shown(text: string): string {
  return neutralise(text, "newlines");
}
