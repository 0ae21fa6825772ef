import fc from "fast-check";
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { hostileText } from "../report/formats/testing.ts";
import { xmlDocument } from "./xml.ts";

test("text and attributes come back as they were, but for what XML can not hold", () => {
  fc.assert(
    fc.property(hostileText, hostileText, (text, attribute) => {
      let shown = "";
      let isInside = false;
      let value: string | undefined;
      const parser = new SaxesParser();
      parser.on("error", (error) => {
        throw error;
      });
      // Before and after the root element there are line ends.
      parser.on("text", (part) => (shown += isInside ? part : ""));
      parser.on("opentag", (tag) => {
        isInside = true;
        value = tag.attributes["b"];
      });
      parser.on("closetag", () => (isInside = false));
      parser.write(xmlDocument({ name: "a", attributes: { b: attribute }, content: text })).close();
      expect(shown).toBe(legal(text));
      expect(value).toBe(legal(attribute));
    }),
    { numRuns: 500 },
  );
});

test("attributes that are undefined are left out, and elements are indented", () => {
  expect(
    xmlDocument({
      name: "a",
      attributes: { b: undefined, c: 1 },
      content: [{ name: "d" }, { name: "e", content: "1 < 2" }],
    }),
  ).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<a c="1">\n  <d/>\n  <e>1 &lt; 2</e>\n</a>\n');
});

/** XML 1.0 says so, told another way than in the code. */
function legal(text: string): string {
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const isControl = code < 0x20 && ![9, 10, 13].includes(code);
    const isSurrogate = code >= 0xd800 && code <= 0xdfff;
    return isControl || isSurrogate || code === 0xfffe || code === 0xffff ? "\ufffd" : character;
  }).join("");
}
