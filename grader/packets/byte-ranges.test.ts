import fc from "fast-check";
import { expect, it } from "vitest";
import { ByteRanges } from "./byte-ranges.ts";

const range = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.nat({ max: 12 }))
  .map(([from, length]) => ({ from, to: from + length }));

it("knows every byte that was seen, in whatever order and however often", () => {
  fc.assert(
    fc.property(fc.array(range, { maxLength: 25 }), (added) => {
      const ranges = new ByteRanges();
      const seen = new Set<number>();
      for (const { from, to } of added) {
        const bytes = Array.from({ length: to - from }, (_, at) => from + at);
        expect(ranges.add(from, to)).toBe(bytes.some((byte) => !seen.has(byte)));
        for (const byte of bytes) seen.add(byte);
      }
      expect(ranges.bytes).toBe(seen.size);
      const all = Array.from({ length: 80 }, (_, at) => at + 1);
      const first = all.find((byte) => !seen.has(byte)) as number;
      expect(ranges.hole(1, 80)?.from).toBe(first);
    }),
    { numRuns: 2000 },
  );
});

it("tells where a hole ends", () => {
  const ranges = new ByteRanges();
  ranges.add(1, 12);
  ranges.add(23, 34);
  expect(ranges.hole(1, 34)).toEqual({ from: 12, to: 23 });
  expect(ranges.hole(1, 15)).toEqual({ from: 12, to: 15 });
  ranges.add(12, 23);
  expect(ranges.hole(1, 34)).toBeUndefined();
});

it("takes its time from the number of segments only", () => {
  const ranges = new ByteRanges();
  for (let at = 0; at < 200_000; at += 1) ranges.add(4_000_000 - at * 20, 4_000_000 - at * 20 + 5);
  expect(ranges.bytes).toBe(5000);
});
