import { expect, test } from "vitest";
import { cutToWidth, graphemes, padToWidth, textWidth } from "./text-width.ts";

test.each([
  ["pipoca", 6],
  ["ação", 4],
  ["a\u0301c\u0327a\u0303o", 4],
  ["日本語", 6],
  ["한국어", 6],
  ["１２", 4],
  ["👩‍💻", 2],
  ["🇧🇷", 2],
  ["❤\ufe0f", 2],
  ["⌨ ✓ ✗ ⏸ ℹ ──▶", 13],
  ["", 0],
])("%s takes %i columns", (text, width) => {
  expect(textWidth(text)).toBe(width);
});

test("padding counts columns, not characters", () => {
  expect(padToWidth("日本", 6)).toBe("日本  ");
  expect(padToWidth("longer", 3)).toBe("longer");
});

test("cutting never splits a wide or accented character", () => {
  expect(cutToWidth("日本語", 6)).toBe("日本語");
  expect(cutToWidth("日本語", 5)).toBe("日本…");
  expect(cutToWidth("日本語", 4)).toBe("日…");
  expect(cutToWidth("a\u0301b\u0301c\u0301", 2)).toBe("a\u0301…");
});

test("a letter and its accents are one", () => {
  expect(graphemes("a\u0301b")).toEqual(["a\u0301", "b"]);
});
