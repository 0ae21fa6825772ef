import fc from "fast-check";
import { expect, test } from "vitest";
import { neutralise } from "./neutralise.ts";

test("controls become pictures", () => {
  expect(neutralise("\u001b[2J\0\u0007\r\n\t\u007f")).toBe("␛[2J␀␇␍␊␉␡");
});

test("newlines stay where the layout wants them", () => {
  expect(neutralise("one\ntwo\r\n", "newlines")).toBe("one\ntwo␍\n");
});

test("what reorders or hides text is spelt out", () => {
  expect(neutralise("\u009b\u202e\u2067\u200b\ufeff\u2028\u00ad\u{e0041}")).toBe(
    "<U+009B><U+202E><U+2067><U+200B><U+FEFF><U+2028><U+00AD><U+E0041>",
  );
});

test("letters, accents, emoji and U+FFFD stay; lone surrogates become U+FFFD", () => {
  expect(neutralise("ação a\u0301 日本 👩‍💻 \ufffd")).toBe("ação a\u0301 日本 👩‍💻 \ufffd");
  expect(neutralise("a\ud800b\udc00")).toBe("a\ufffdb\ufffd");
});

// Surrogates too, alone or in pairs; controls and layout marks often enough to meet.
const codePoints = fc.array(
  fc.oneof(fc.integer({ max: 0x2fff, min: 0 }), fc.integer({ max: 0x10ffff, min: 0 })),
);

test("nothing that acts is left, whatever the text, and twice is once", () => {
  fc.assert(
    fc.property(codePoints, (points) => {
      const text = String.fromCodePoint(...points);
      const shown = neutralise(text);
      expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
      expect(neutralise(shown)).toBe(shown);
    }),
  );
});
