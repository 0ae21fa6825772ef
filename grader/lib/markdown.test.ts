import fc from "fast-check";
import { marked, type Token, type Tokens } from "marked";
import { expect, test } from "vitest";
import { hostileText } from "../report/formats/testing.ts";
import { markdownFence, markdownText } from "./markdown.ts";
import { neutralise } from "./neutralise.ts";

test("text in a paragraph is that text: no markup, HTML, link or heading comes out of it", () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const shown = neutralise(text).trim();
      const kinds = kindsIn(`before ${markdownText(text)} after\n`);
      expect(kinds).not.toMatch(
        /html|link|image|heading|code|em|strong|del|list|table|hr|blockquote|br/u,
      );
      // As HTML, with what HTML writes in another way turned back.
      expect(asText(marked.parse(`x${markdownText(text)}x\n`, { async: false }))).toBe(
        shown === "" ? "xx" : `x${shown}x`,
      );
    }),
    { numRuns: 500 },
  );
});

test("text in a cell of a table stays in its cell", () => {
  fc.assert(
    fc.property(fc.array(hostileText, { minLength: 1, maxLength: 4 }), (cells) => {
      const rows = cells.map((cell) => `| a | ${markdownText(cell)} | b |`);
      const [table, ...others] = marked.lexer(
        ["| x | y | z |", "|---|---|---|", ...rows, ""].join("\n"),
      );
      expect(others).toEqual([]);
      expect(
        table?.type === "table" ? (table as Tokens.Table).rows.map((row) => row[2]?.text) : [],
      ).toEqual(cells.map(() => "b"));
    }),
    { numRuns: 500 },
  );
});

test("lines in a fence are all of the fence and nothing comes after them", () => {
  fc.assert(
    fc.property(fc.array(hostileText, { minLength: 1 }), (lines) => {
      const [fence, ...others] = marked.lexer(`${markdownFence(lines).join("\n")}\n`);
      expect(others).toEqual([]);
      expect(fence).toMatchObject({ type: "code", lang: "text" });
      // The reader adds a line end after an empty last line.
      const shown = lines.map((line) => neutralise(line)).join("\n");
      expect(fence?.type === "code" ? fence.text.replace(/\n+$/u, "") : "").toBe(
        shown.replace(/\n+$/u, ""),
      );
    }),
    { numRuns: 500 },
  );
});

function kindsIn(text: string): string {
  const kinds: string[] = [];
  void marked.walkTokens(marked.lexer(text), (token: Token) => void kinds.push(token.type));
  return kinds.filter((kind) => kind !== "escape").join(" ");
}

function asText(html: string): string {
  return html
    .replace(/^<p>/u, "")
    .replace(/<\/p>\n$/u, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
