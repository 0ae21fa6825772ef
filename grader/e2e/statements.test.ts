import { expect, test } from "vitest";
import { columnsIn, playStatements } from "./statement-transcripts.ts";

/** `npm run statements` writes them anew. */
test("what the statements show on the terminals is what the references show", async () => {
  const statements = await playStatements();
  expect(statements).not.toEqual([]);
  for (const { exercise, language, written, played } of statements) {
    expect
      .soft(columnsIn(written ?? []), `${exercise} ${language}`)
      .toEqual(played.columns.map((column) => column.map((line) => line.trim())));
  }
});
