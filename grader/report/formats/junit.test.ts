import fc from "fast-check";
import { parse } from "junit2json";
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { replyNeverSent } from "../../../fixtures/transcripts/samples/ping-pong.ts";
import { junit } from "./junit.ts";
import { someClass, someResult } from "./testing.ts";
import { verdictOf } from "./verdict.ts";

const written = junit.result?.(replyNeverSent.result, { language: "pt-BR" }) ?? "";

test("whatever programs and students wrote, it is a document of XML 1.0 that says what the record says", async () => {
  await fc.assert(
    fc.asyncProperty(someResult, async (result) => {
      const text = junit.result?.(result, { language: "en" }) ?? "";
      expectWellFormed(text);
      const suite = await suiteIn(text);
      const count = (verdict: string) =>
        result.checks.filter((check) => verdictOf(check) === verdict).length;
      expect(suite).toMatchObject({
        tests: result.checks.length,
        failures: count("failed"),
        errors: count("error"),
        skipped: count("skipped"),
      });
      for (const [index, check] of result.checks.entries()) {
        const one = suite?.testcase?.[index];
        const verdict = verdictOf(check);
        expect(one?.failure !== undefined).toBe(verdict === "failed");
        expect(one?.error !== undefined).toBe(verdict === "error");
        expect(one?.skipped !== undefined).toBe(verdict === "skipped");
      }
    }),
  );
});

test("a class has a suite for each student", () => {
  fc.assert(
    fc.property(someClass, (record) => {
      const text = junit.record?.(record, { language: "en" }) ?? "";
      expectWellFormed(text);
      expect(text.match(/<testsuite /gu) ?? []).toHaveLength(record.entries.length);
    }),
  );
});

test("a failure is no error, its message is repeated in its text, and an observation has passed", async () => {
  const suite = await suiteIn(written);
  expect(suite).toMatchObject({ tests: 6, failures: 1, errors: 1, skipped: 1 });
  const [, , failed, , errored, observed] = suite?.testcase ?? [];
  const [failure] = failed?.failure ?? [];
  expect(failure?.message).toContain("girafa");
  expect(failure?.inner).toContain(failure?.message);
  expect(failure?.inner).toContain("Dica: Depois de ler a resposta");
  expect(failure?.type).toBe("not-sent");
  expect(failed?.["system-out"]?.[0]).toContain("⌨ pipoca");
  expect(errored?.error?.[0]?.inner).toBe("o slot não respondeu em 30 s");
  expect(observed?.failure).toBeUndefined();
  expect(observed?.["system-out"]?.[0]).toContain("ConnectionResetError");
});

/** As strict as the recommendation: illegal characters and entities are errors as well. */
function expectWellFormed(text: string): void {
  const parser = new SaxesParser();
  const errors: string[] = [];
  parser.on("error", (error) => errors.push(error.message));
  parser.write(text).close();
  expect(errors).toEqual([]);
  // Not even U+FFFD stands for markup that was lost: elements are our own.
  expect(text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites /u);
}

async function suiteIn(text: string) {
  const document = await parse(text);
  return document !== undefined && document !== null && "testsuite" in document
    ? document.testsuite?.[0]
    : undefined;
}
