import { expect, test } from "vitest";
import { replyNeverSent } from "../../fixtures/transcripts/samples/ping-pong.ts";
import type { GradeResult } from "../model/result.ts";
import type { Reader } from "../model/visibility.ts";
import { formats } from "../report/formats/index.ts";
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

function documents(audience: Reader["audience"]) {
  const reports = openBatchReports(forStudents, {
    language: "en",
    reader: { audience, isAfterDue: false },
    folder: "/",
    out: "/out",
    gradebook: { assignment: {}, byteOrderMark: false },
  });
  reports.close();
  return reports.documentsOf(result, []);
}
