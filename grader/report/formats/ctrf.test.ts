import { validate } from "ctrf";
import fc from "fast-check";
import { expect, test } from "vitest";
import { replyNeverSent } from "../../../fixtures/transcripts/samples/ping-pong.ts";
import { ctrf } from "./ctrf.ts";
import { someClass, someResult } from "./testing.ts";

const now = Date.UTC(2026, 10, 21);

test("the format's own validator takes every result and every class", () => {
  fc.assert(
    fc.property(someResult, (result) => {
      const document: unknown = JSON.parse(ctrf.result?.(result, { language: "en", now }) ?? "");
      expect(validate(document)).toMatchObject({ valid: true });
    }),
    // It reads its schema anew every time.
    { numRuns: 4 },
  );
  fc.assert(
    fc.property(someClass, (record) => {
      const document: unknown = JSON.parse(ctrf.record?.(record, { language: "en" }) ?? "");
      expect(validate(document)).toMatchObject({ valid: true });
    }),
    // It reads its schema anew every time.
    { numRuns: 4 },
  );
});

test("what the grader could not finish is neither passed nor failed", () => {
  const { results } = JSON.parse(
    ctrf.result?.(replyNeverSent.result, { language: "en", now }) ?? "",
  );
  expect(results.summary).toMatchObject({ tests: 6, passed: 3, failed: 1, skipped: 1, other: 1 });
  expect(results.tests[4]).toMatchObject({ status: "other", rawStatus: "errored" });
  expect(results.tests[2].extra).toEqual({ points: 0, maxPoints: 15, cause: "not-sent" });
  expect(results.summary.stop - results.summary.start).toBe(replyNeverSent.result.durationMs);
});
