import { expect, test } from "vitest";
import type { Cause } from "../model/cause.ts";
import { check } from "../spec/exercise.ts";
import { toCheckResult } from "./to-check-result.ts";

const story = check(
  {
    id: "listens",
    points: 10,
    title: { "pt-BR": "Escuta", en: "Listens" },
    hint: { "pt-BR": "Chame listen().", en: "Call listen()." },
  },
  () => Promise.resolve(),
);

function hintFor(cause: Cause): string | undefined {
  const outcome = { status: "failed", cause, durationMs: 1, notes: [], trace: [] } as const;
  const submission = { path: "/", programs: {}, candidates: [] };
  return toCheckResult(submission, story, outcome, "en").hint;
}

test("a hint is for who got as far as what the check is about", () => {
  expect(hintFor({ kind: "not-listening", actor: "server" })).toBe("Call listen().");
  expect(hintFor({ kind: "module-missing", role: "server", module: "x" })).toBeUndefined();
  expect(hintFor({ kind: "missing-role", role: "server", found: [] })).toBeUndefined();
  expect(hintFor({ kind: "missing-file", role: "capture", found: [] })).toBe("Call listen().");
});
