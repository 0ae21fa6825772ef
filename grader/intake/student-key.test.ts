import fc from "fast-check";
import { expect, test } from "vitest";
import { studentSchema } from "../model/class-record.ts";
import { keyOf, StudentKeys } from "./student-key.ts";

test.each([
  ["João da Conceição Júnior", "joao-da-conceicao-junior"],
  ["Müller-Weiß, Søren", "muller-weiss-soren"],
  ["../../etc/passwd", "etc-passwd"],
  ["ana@uni.br", "ana-uni.br"],
  [".hidden", "hidden"],
  ["--force", "force"],
  ["CON", "_con"],
  ["aux.c", "_aux.c"],
  ["李明", ""],
  ["a".repeat(200), "a".repeat(80)],
])("%j is %j", (words, key) => {
  expect(keyOf(words)).toBe(key);
});

test("whatever somebody is called, a key is fit for a file", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (words) => {
      const key = keyOf(words);
      if (key !== "") expect(studentSchema.safeParse({ key }).success).toBe(true);
      expect(keyOf(key)).toBe(key);
    }),
  );
});

test("a key is given once", () => {
  const keys = new StudentKeys();
  expect(["ana", "ana", "ana-2", "ana"].map((one) => keys.take(one))).toEqual([
    "ana",
    "ana-2",
    "ana-2-2",
    "ana-3",
  ]);
});
