import { expect, test } from "vitest";
import { hexdump, hexPairs } from "./hexdump.ts";

test("sixteen bytes a row", () => {
  expect(hexdump(Buffer.from("Thank you for connecting\0"), 8)).toEqual([
    "0000  54 68 61 6e 6b 20 79 6f 75 20 66 6f 72 20 63 6f  Thank you for co",
    "0010  6e 6e 65 63 74 69 6e 67 00                       nnecting.",
  ]);
});

test("no more rows than asked for, and none for nothing", () => {
  expect(hexdump(new Uint8Array(100), 2)).toHaveLength(2);
  expect(hexdump(new Uint8Array(), 2)).toEqual([]);
});

test("two digits a byte", () => {
  expect(hexPairs(Uint8Array.of(0, 10, 255))).toBe("00 0a ff");
});
