import { expect, test } from "vitest";
import { bytePointer } from "./byte-pointer.ts";

const bytes = (text: string) => Buffer.from(text);

test("points below the first difference", () => {
  const { expected, actual, pointer } = bytePointer({
    expected: bytes("pipoca"),
    actual: bytes("pipoxa"),
    offset: 4,
  });
  expect(expected).toMatch(/^70 69 70 6f 63 61 +"pipoca"$/);
  expect(actual).toMatch(/^70 69 70 6f 78 61 +"pipoxa"$/);
  expect(actual.slice(pointer.indexOf("^^")).startsWith("78")).toBe(true);
});

test("shows six bytes before a difference that is far in", () => {
  const { actual, pointer } = bytePointer({
    expected: bytes("a".repeat(100)),
    actual: bytes(`${"a".repeat(50)}b${"a".repeat(49)}`),
    offset: 50,
  });
  expect(actual).toMatch(/^… (61 ){6}62 (61 ){5}…/);
  expect(actual.slice(pointer.indexOf("^^")).startsWith("62")).toBe(true);
});

test("points after the end when bytes are missing", () => {
  const { expected, actual, pointer } = bytePointer({
    expected: bytes("pipoca"),
    actual: bytes("pip"),
    offset: 3,
  });
  expect(expected.slice(pointer.indexOf("^^")).startsWith("6f")).toBe(true);
  expect(actual.slice(pointer.indexOf("^^")).trim()).toBe('"pip"');
});
