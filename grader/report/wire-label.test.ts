import { expect, it } from "vitest";
import { wireLabel } from "./wire-label.ts";

const words = { bytes: (count: number) => `${count} B` };

it.each([
  ["a short message", Buffer.from("uva\n"), undefined, '4 B "uva\\n"'],
  [
    "the ends of a long one",
    Buffer.from(`begin ${"x".repeat(100)} end`),
    undefined,
    `110 B "begin ${"x".repeat(14)}" … "${"x".repeat(16)} end"`,
  ],
  [
    "the beginning of one that was not kept whole",
    Buffer.from(`begin ${"x".repeat(100)}`),
    65_536,
    `65536 B "begin ${"x".repeat(14)}" …`,
  ],
])("shows %s", (_, bytes, length, label) => {
  expect(wireLabel(bytes, words, length)).toBe(label);
});
