import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { replyNeverSent } from "../../fixtures/transcripts/samples/ping-pong.ts";
import type { ClassRecord } from "../model/class-record.ts";
import type { GradeResult } from "../model/result.ts";
import type { Reader } from "../model/visibility.ts";
import { formats } from "../report/formats/index.ts";
import { readPage, valuesOf } from "../report/html/testing.ts";
import { openBatchReports } from "./batch-reports.ts";

const forStudents = formats
  .filter(({ record, forEach }) => record === undefined || forEach)
  .map(({ name }) => name);
const result: GradeResult = {
  ...replyNeverSent.result,
  checks: replyNeverSent.result.checks.map((check) =>
    check.id === "reply-arrives" ? { ...check, visibility: "after-due" as const } : check,
  ),
};

test("every report of a student has a file of its own", () => {
  const endings = documents("staff").map(({ ending }) => ending);
  expect(new Set(endings).size).toBe(2 + forStudents.length);
  expect(endings).toContain("gradescope.json");
});

test("what is written for students names no hidden check; the whole result and what a platform hides do", () => {
  const named = documents("student")
    .filter(({ text }) => /reply-arrives · |"reply-arrives"|✗ reply-arrives/u.test(text()))
    .map(({ ending }) => ending);
  expect(named).toEqual(["json", "gradescope.json"]);
});

test.each(["class.html", "../elsewhere/the class.html"])(
  "the page of a class in %s links to the pages that the batch writes",
  async (name) => {
    const place = await mkdtemp(join(tmpdir(), "sockgrade-test-reports-"));
    try {
      // What means something in an address.
      const out = join(place, "turma #1 50% a:b?ã");
      mkdirSync(join(out, "..", "elsewhere"), { recursive: true });
      const file = join(out, name);
      const reports = openBatchReports([`html=${file}`], { ...surroundings("staff"), out });
      reports.close();
      // As the batch does: the folder is made when everything that was asked for is known to be possible.
      mkdirSync(join(out, "results"), { recursive: true });
      const record = someGradedClass();
      for (const { student } of record.entries)
        for (const { ending, text } of reports.documentsOf(result, []))
          writeFileSync(join(out, "results", `${student.key}.${ending}`), text());
      await reports.write(record);
      const links = valuesOf(readPage(readFileSync(file, "utf8")), "href");
      expect(links.length).toBeGreaterThanOrEqual(record.entries.length);
      for (const link of links) {
        const page = new URL(link, pathToFileURL(file));
        const ids = valuesOf(readPage(readFileSync(fileURLToPath(page), "utf8")), "id");
        if (page.hash !== "") expect(ids).toContain(decodeURIComponent(page.hash.slice(1)));
      }
    } finally {
      await rm(place, { recursive: true, force: true });
    }
  },
);

test("a page is asked for in a folder that is not there and that no batch makes", () => {
  const ask = () =>
    openBatchReports(["html=/out/not-there/class.html"], { ...surroundings("staff"), out: "/out" });
  expect(ask).toThrow("Expected --reporter to name a file that can be written");
});

/** Two students with the checks of the sample: one lost points, one did not. */
function someGradedClass(): ClassRecord {
  const { exercise, maxScore } = result;
  const checks = result.checks.map(({ id, title, maxPoints }) => ({ id, title, maxPoints }));
  const entries = ["ana", "_joao.2"].map((key) => ({
    status: "graded" as const,
    student: { key, name: "A <b>" },
    source: key,
    score: result.score,
    maxScore,
    languages: ["python"],
    durationMs: 1,
    isKnown: false,
    checks: result.checks.map(({ id, status, points, maxPoints }) => {
      return { id, status, points, maxPoints };
    }),
    resultFile: `results/${key}.json`,
  }));
  const begun = "2026-11-21T19:00:00.000Z";
  return { schemaVersion: 1, exercise, maxScore, checks, entries, begun, ended: begun };
}

function surroundings(audience: Reader["audience"]) {
  return {
    language: "en" as const,
    reader: { audience, isAfterDue: false },
    folder: "/",
    out: "/out",
    gradebook: { assignment: {}, byteOrderMark: false },
  };
}

function documents(audience: Reader["audience"]) {
  const reports = openBatchReports(forStudents, surroundings(audience));
  reports.close();
  return reports.documentsOf(result, []);
}
