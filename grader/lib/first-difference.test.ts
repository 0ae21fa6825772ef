import fc from "fast-check";
import { expect, test } from "vitest";
import { firstDifference } from "./first-difference.ts";

test.each([
  ["", "", 0],
  ["pipoca", "pipoca", 6],
  ["pipoca", "pipuca", 3],
  ["pipoca", "xipoca", 0],
  ["pipoca", "pip", 3],
  ["pip", "pipoca", 3],
  ["", "a", 0],
])("%j and %j differ first at %i", (expected, actual, at) => {
  expect(firstDifference(Buffer.from(expected), Buffer.from(actual))).toBe(at);
});

test("everything before it is equal, and it itself is not", () => {
  const bytes = fc.uint8Array({ max: 3 });
  fc.assert(
    fc.property(bytes, bytes, (one, other) => {
      const at = firstDifference(one, other);
      expect(one.slice(0, at)).toEqual(other.slice(0, at));
      const isAtEnd = at === Math.min(one.length, other.length);
      expect(isAtEnd || one[at] !== other[at]).toBe(true);
    }),
  );
});
