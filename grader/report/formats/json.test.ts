import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { samples } from "../../../fixtures/transcripts/samples/index.ts";
import type { Sample } from "../../../fixtures/transcripts/samples/sample.ts";
import { resultSchema } from "../../model/result.ts";
import { someClass } from "./testing.ts";
import { json } from "./json.ts";
import { classRecordSchemaText, resultSchemaText } from "../json-schemas.ts";

const shipped = readFileSync(
  new URL("../../../schema/result.schema.json", import.meta.url),
  "utf8",
);

test("the shipped schema is up to date (npm run schema)", () => {
  // Not as text: the formatter may lay it out as it likes.
  expect(JSON.parse(shipped)).toEqual(JSON.parse(resultSchemaText()));
});

test.each(samples.map((sample) => [sample.name, sample] as const))(
  "%s is one document that both schemas accept",
  (_name, sample) => {
    const document: unknown = JSON.parse(written(sample));
    expect(resultSchema.parse(document)).toEqual(document);
    expect(z.fromJSONSchema(JSON.parse(shipped)).safeParse(document).error).toBeUndefined();
  },
);

test("the shipped schema refuses what is not a result", () => {
  const schema = z.fromJSONSchema(JSON.parse(shipped));
  const document = JSON.parse(written(samples[1] as Sample));
  expect(schema.safeParse({ ...document, score: "82" }).success).toBe(false);
  expect(schema.safeParse({ ...document, extra: 1 }).success).toBe(false);
  expect(
    schema.safeParse({ ...document, checks: [{ ...document.checks[2], cause: "because" }] })
      .success,
  ).toBe(false);
});

test("nothing in it acts on a terminal, and no surrogate stands alone", () => {
  const hostile = samples.find((sample) => sample.name === "saida-hostil") as Sample;
  const text = written(hostile);
  expect(text).not.toMatch(/[^\P{Cc}\n]|[\u2028-\u202e\u2066-\u2069\ufeff]/u);
  expect(text).not.toMatch(/\\ud[89a-f]/i);
  expect(JSON.parse(text).submission.path).toBe(hostile.result.submission.path);
});

test("a class is one document that its shipped schema accepts, which is up to date (npm run schema)", () => {
  const file = new URL("../../../schema/class-record.schema.json", import.meta.url);
  const schema: unknown = JSON.parse(readFileSync(file, "utf8"));
  expect(schema).toEqual(JSON.parse(classRecordSchemaText()));
  const validator = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
  fc.assert(
    fc.property(someClass, (record) => {
      const document: unknown = JSON.parse(json.record?.(record, { language: "en" }) ?? "");
      expect(validator.safeParse(document).error).toBeUndefined();
    }),
  );
  expect(validator.safeParse({ schemaVersion: 1 }).success).toBe(false);
});

function written(sample: Sample): string {
  return json.result?.(sample.result, { language: sample.language }) ?? "";
}
