import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { samples } from "../../fixtures/transcripts/samples/index.ts";
import type { Sample } from "../../fixtures/transcripts/samples/sample.ts";
import { textWidth } from "../lib/text-width.ts";
import { tty } from "./tty.ts";

// UPDATE_TRANSCRIPTS=1 writes the golden files anew; read the difference before keeping it.
test.each(samples.map((sample) => [sample.name, sample] as const))("%s", (name, sample) => {
  const file = new URL(`../../fixtures/transcripts/${name}.txt`, import.meta.url);
  const rendered = render(sample, 100);
  if (process.env["UPDATE_TRANSCRIPTS"] === "1") writeFileSync(file, rendered);
  expect(rendered).toBe(readFileSync(file, "utf8"));
});

test.each([60, 80, 100, 120])("nothing but commands is wider than %i columns", (columns) => {
  for (const sample of samples) {
    const wide = render(sample, columns)
      .split("\n")
      .filter((line) => textWidth(line) > columns && !line.includes("npm run grade"));
    expect(wide).toEqual([]);
  }
});

test("nothing that acts on a terminal gets out, and line breaks are only our own", () => {
  for (const sample of samples) {
    for (const columns of [60, 100])
      expect(render(sample, columns)).not.toMatch(
        /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069\ufeff\ud800]/u,
      );
  }
});

test("colours are escape sequences around the same text", () => {
  for (const sample of samples) {
    const coloured = render(sample, 100, true);
    expect(coloured).toContain("\u001b[");
    // eslint-disable-next-line no-control-regex
    expect(coloured.replaceAll(/\u001b\[\d+m/g, "")).toBe(render(sample, 100));
  }
});

function render(sample: Sample, columns: number, colour = false): string {
  let text = "";
  const reporter = tty.create({
    write: (part) => (text += part),
    language: sample.language,
    colour,
    live: false,
    columns,
  });
  for (const event of sample.events) reporter.on(event);
  return text;
}
