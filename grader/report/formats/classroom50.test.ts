import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { replyNeverSent } from "../../../fixtures/transcripts/samples/ping-pong.ts";
import { classroom50, classroom50Body } from "./classroom50.ts";
import { someResult } from "./testing.ts";

const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/u);
const points = z.int().min(0);

/** What is known of `classroom50/result/v1`: no key besides these, but for those of a test. */
const schema = z
  .strictObject({
    schema: z.literal("classroom50/result/v1"),
    classroom: z.string().min(1),
    assignment: z.string().min(1),
    assignment_type: z.enum(["individual", "group"]),
    owner: z.string().min(1),
    submission: z.string().regex(/^submit\//u),
    commit: z.string().min(1),
    release: z.string().min(1),
    review: z.string().min(1),
    datetime: moment,
    graded_at: moment.optional(),
    score: points,
    "max-score": points,
    tests: z.array(
      z
        .looseObject({
          "test-name": z.string().min(1),
          passed: z.boolean(),
          score: points,
          "max-score": points,
        })
        .refine((one) => one.score <= one["max-score"]),
    ),
  })
  .refine((result) => result.score <= result["max-score"]);

test("every result fits the format, and its tests add up to its score", () => {
  fc.assert(
    fc.property(someResult, (result) => {
      const text = classroom50.result?.(result, { language: "en", now: 0 }) ?? "";
      const document = schema.parse(JSON.parse(text));
      const sum = (key: "score" | "max-score") =>
        document.tests.reduce((total, one) => total + one[key], 0);
      expect([sum("score"), sum("max-score")]).toEqual([result.score, result.maxScore]);
    }),
  );
});

test("who handed in what comes from the runner's environment", () => {
  const env = {
    CLASSROOM: "redes-2026",
    ASSIGNMENT: "ping-pong",
    ASSIGNMENT_TYPE: "group",
    USERNAME: "ana",
    SUBMISSION_TAG: "submit/2026-11-21T19-00-00Z-abc1234",
    COMMIT_URL: "https://git.example/c",
    RELEASE_URL: "https://git.example/r",
    REVIEW_URL: "",
  };
  const text = classroom50.result?.(replyNeverSent.result, {
    language: "en",
    now: Date.UTC(2026, 10, 21, 19, 0, 0, 999),
    classroom50: env,
  });
  expect(schema.parse(JSON.parse(text ?? ""))).toMatchObject({
    classroom: "redes-2026",
    assignment: "ping-pong",
    assignment_type: "group",
    owner: "ana",
    submission: env.SUBMISSION_TAG,
    review: env.COMMIT_URL,
    datetime: "2026-11-21T19:00:00Z",
    score: 30,
  });
});

test("the release's text holds what a release holds", () => {
  const checks = replyNeverSent.result.checks.map((check) => ({
    ...check,
    message: "é".repeat(80_000),
  }));
  const text =
    classroom50Body.result?.({ ...replyNeverSent.result, checks }, { language: "en" }) ?? "";
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(125_000);
  expect(text).toContain("sections did not fit");
});
