import fc from "fast-check";
import { expect, test } from "vitest";
import { textWidth } from "../lib/text-width.ts";
import { wrap, wrapMessage } from "./wrap.ts";

test("breaks at spaces", () => {
  expect(wrap("um dois três quatro", 9)).toEqual(["um dois", "três", "quatro"]);
});

test("breaks inside a word only when there is no space", () => {
  expect(wrap("abcdefgh ij", 4)).toEqual(["abcd", "efgh", "ij"]);
  expect(wrap("    abcdef", 6)).toEqual(["    ab", "cdef"]);
});

test("wide characters count twice", () => {
  expect(wrap("日本語日本語", 5)).toEqual(["日本", "語日", "本語"]);
});

test("an escape stays in one piece", () => {
  expect(wrap("abc\\x00\\n", 6)).toEqual(["abc", "\\x00\\n"]);
});

test("no line is too wide and no letter is lost", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("a", "b", " ", "ã", "日", "a\u0301") }),
      fc.integer({ min: 2, max: 12 }),
      (text, width) => {
        const lines = wrap(text, width);
        expect(lines.filter((line) => textWidth(line) > width)).toEqual([]);
        expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      },
    ),
  );
});

test("blocks in a message are cut, not wrapped", () => {
  expect(wrapMessage("one two three\n  12 │ abcdef", 9)).toEqual(["one two", "three", "  12 │ a…"]);
});
