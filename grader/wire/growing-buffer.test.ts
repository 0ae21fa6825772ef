import fc from "fast-check";
import { expect, it } from "vitest";
import { GrowingBuffer } from "./growing-buffer.ts";

it("holds what was appended, and leaves alone what it has given out", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 700 })), (pieces) => {
      const buffer = new GrowingBuffer();
      const given = pieces.map((piece) => {
        buffer.append(piece);
        return buffer.bytes;
      });
      for (const [index, bytes] of given.entries())
        expect(bytes.equals(Buffer.concat(pieces.slice(0, index + 1)))).toBe(true);
      expect(buffer.bytes.equals(Buffer.concat(pieces))).toBe(true);
    }),
  );
});
