import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { neutralise } from "../../lib/neutralise.ts";
import { canvas } from "./canvas.ts";
import { csv } from "./csv.ts";
import { csvText } from "./csv-text.ts";
import { moodle } from "./moodle.ts";
import { hostileText, someClass, someResult } from "./testing.ts";

const read = (text: string): string[][] => parse(text, { bom: true });

test("any cells come back from a reader of CSV, with an apostrophe before formulas and controls made visible", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(hostileText, { minLength: 3, maxLength: 3 }), { minLength: 1 }),
      (rows) => {
        const expected = rows.map((row) =>
          row.map((cell) => {
            const shown = neutralise(cell, "newlines");
            return /^[=+\-@＝＋－＠]/u.test(shown) ? `'${shown}` : shown;
          }),
        );
        expect(read(csvText(rows))).toEqual(expected);
      },
    ),
  );
});

test("no cell of any gradebook begins a formula", () => {
  fc.assert(
    fc.property(someClass, (record) => {
      for (const format of [csv, moodle, canvas])
        for (const row of read(format.record?.(record, { language: "en" }) ?? ""))
          for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/u);
    }),
  );
});

test("every student has a row, with the points of every check that was looked at", () => {
  fc.assert(
    fc.property(someClass, (record) => {
      const [header = [], ...rows] = read(csv.record?.(record, { language: "en" }) ?? "");
      expect(rows.length).toBe(record.entries.length);
      for (const [index, entry] of record.entries.entries()) {
        const cell = (name: string) => rows[index]?.[header.indexOf(name)];
        expect(cell("key")).toBe(entry.student.key);
        expect(cell("status")).toBe(entry.status);
        if (entry.status !== "graded") {
          expect([cell("score"), cell("max")]).toEqual(["", ""]);
          continue;
        }
        expect(cell("score")).toBe(String(entry.score));
        const points = entry.checks.map(({ id }) => Number(cell(id)));
        expect(points.reduce((sum, one) => sum + one, 0)).toBe(entry.score);
        for (const check of entry.checks)
          expect(cell(check.id) === "").toBe(check.status === "errored");
      }
    }),
  );
});

test("one submission is a class of one", () => {
  fc.assert(
    fc.property(someResult, (result) => {
      const [header = [], row = []] = read(csv.result?.(result, { language: "en" }) ?? "");
      expect(row[header.indexOf("score")]).toBe(String(result.score));
      expect(row[header.indexOf("key")]).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/u);
    }),
  );
});

test("a byte order mark stands first where it is asked for", () => {
  expect(csvText([["ção"]], { byteOrderMark: true })).toBe("\ufeffção\r\n");
  expect(csvText([["ção"]])).toBe("ção\r\n");
});
