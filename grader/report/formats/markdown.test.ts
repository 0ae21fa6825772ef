import fc from "fast-check";
import { marked, type Token } from "marked";
import { expect, test } from "vitest";
import { replyNeverSent } from "../../../fixtures/transcripts/samples/ping-pong.ts";
import type { GradeResult } from "../../model/result.ts";
import { markdown } from "./markdown.ts";
import { someClass, someResult } from "./testing.ts";

const ours = /^(?:<details><summary>What happened on the terminals<\/summary>|<\/details>)\s*$/u;

test("only our own markup is in it, whatever programs and students wrote", () => {
  fc.assert(
    fc.property(someResult, (result) => {
      const text = markdown.result?.(result, { language: "en" }) ?? "";
      const tokens = tokensIn(text);
      const told = result.checks.filter(
        ({ status }) => status === "failed" || status === "errored",
      );
      expect(tokens.filter(({ type }) => type === "heading").length).toBe(1 + told.length);
      for (const token of tokens) {
        expect(["link", "image", "blockquote", "hr"]).not.toContain(token.type);
        if (token.type === "html") expect(token.raw.trim()).toMatch(ours);
      }
      const table = tokens.find((token) => token.type === "table");
      expect(table?.type === "table" ? table.rows.length : 0).toBe(result.checks.length);
    }),
  );
});

test("a class has a row for each student and each check", () => {
  fc.assert(
    fc.property(someClass, (record) => {
      const tokens = tokensIn(markdown.record?.(record, { language: "en" }) ?? "");
      const [checks, students] = tokens.filter((token) => token.type === "table");
      expect(checks?.type === "table" ? checks.rows.length : 0).toBe(record.checks.length);
      expect(students?.type === "table" ? students.rows.length : 0).toBe(record.entries.length);
      for (const { type } of tokens) expect(["link", "image", "html"]).not.toContain(type);
    }),
  );
});

test("what does not fit is cut between checks, and the number of them is told", () => {
  const failed = replyNeverSent.result.checks.find(({ status }) => status === "failed");
  if (failed === undefined) throw new Error("the sample has no failed check");
  const checks = Array.from({ length: 40 }, (_, index) => ({
    ...failed,
    id: `c${index}`,
    message: "ação ".repeat(10_000),
  }));
  const result: GradeResult = { ...replyNeverSent.result, checks };
  const text = markdown.result?.(result, { language: "en" }) ?? "";
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2 ** 20);
  const told = tokensIn(text).filter(({ type }) => type === "heading").length - 1;
  expect(told).toBeGreaterThan(10);
  expect(text.trimEnd().endsWith(`_${40 - told} more sections did not fit in here._`)).toBe(true);
  for (const maxBytes of [0, 100, 5000, 100_000]) {
    const cut = markdown.result?.(result, { language: "en", maxBytes }) ?? "";
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(maxBytes);
  }
});

test("for people: the score, the checks, why one failed, and its terminals", () => {
  const text = markdown.result?.(replyNeverSent.result, { language: "pt-BR" }) ?? "";
  expect(text).toContain("**Nota: 30/100**");
  expect(text).toContain("| ✅ | server-waits · O servidor espera uma conexão | passou | 10/10 |");
  expect(text).toContain("| ➖ | several-rounds · Várias rodadas seguidas | pulada:");
  expect(text).toContain("### ❌ reply-arrives");
  expect(text).toContain("⌨ pipoca");
  expect(text).toContain("Dica: Depois de ler");
});

function tokensIn(text: string): readonly Token[] {
  const tokens: Token[] = [];
  void marked.walkTokens(marked.lexer(text), (token: Token) => void tokens.push(token));
  return tokens;
}
