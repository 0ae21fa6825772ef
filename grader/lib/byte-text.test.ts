import fc from "fast-check";
import { expect, test } from "vitest";
import { byteText } from "./byte-text.ts";

test.each([
  ["pipoca\n", "pipoca\\n"],
  ["ação\t\r", "ação\\t\\r"],
  ["a\\n", "a\\\\n"],
  ["\0\u001b\u0085", "\\x00\\x1b\\xc2\\x85"],
  ["\u202e", "<U+202E>"],
])("UTF-8 %j", (text, shown) => {
  expect(byteText(Buffer.from(text))).toBe(shown);
});

test("bytes that are no UTF-8 stand for themselves", () => {
  expect(byteText(Uint8Array.of(0x61, 0xc3, 0x61, 0xff, 0xe2, 0x82))).toBe(
    "a\\xc3a\\xff\\xe2\\x82",
  );
  expect(byteText(Uint8Array.of(0xed, 0xa0, 0x80))).toBe("\\xed\\xa0\\x80");
});

test("different bytes below U+0080 never look the same", () => {
  const ascii = fc.uint8Array({ max: 0x7f });
  fc.assert(
    fc.property(ascii, ascii, (one, other) => {
      expect(byteText(one) === byteText(other)).toBe(Buffer.compare(one, other) === 0);
    }),
  );
});
