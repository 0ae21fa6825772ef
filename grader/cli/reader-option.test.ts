import { expect, test } from "vitest";
import { z } from "zod";
import { RequestError } from "../model/request-error.ts";
import { readOptions } from "./options.ts";
import { readerFrom, readerOptions } from "./reader-option.ts";

const read = (values: object) => readOptions(z.object(readerOptions), values);

test.each([
  ["2026-11-30", new Date(2026, 10, 30, 23, 59, 59, 999), false],
  ["2026-11-30", new Date(2026, 11, 1, 0, 0), true],
  ["2026-11-30T18:00", new Date(2026, 10, 30, 17, 59), false],
  ["2026-11-30T18:00", new Date(2026, 10, 30, 18, 0), true],
  ["2026-11-30T18:00:00-03:00", new Date("2026-11-30T20:59:59Z"), false],
  ["2026-11-30T18:00:00-03:00", new Date("2026-11-30T21:00:00Z"), true],
  ["2026-11-30T23:59-03:00", new Date("2026-12-01T02:58:59Z"), false],
  ["2026-11-30T18:00Z", new Date("2026-11-30T18:00:00Z"), true],
])("%s is over at %s: %s", (due, now, isAfterDue) => {
  expect(readerFrom(read({ for: "student", due }), now)).toEqual({
    audience: "student",
    isAfterDue,
  });
});

test("without a due date what is hidden until then stays hidden", () => {
  expect(readerFrom(read({ for: "student" }), new Date(8.64e15)).isAfterDue).toBe(false);
});

test.each([
  [{ for: "teacher" }, 'Expected --for to be student or staff, got "teacher".'],
  [
    { for: "student", due: "30/11/2026" },
    'Expected --due to be a date or a moment (2026-11-30, 2026-11-30T23:59-03:00), got "30/11/2026".',
  ],
  [
    { for: "student", due: "2026-11-30T25:00" },
    'Expected --due to be a date or a moment (2026-11-30, 2026-11-30T23:59-03:00), got "2026-11-30T25:00".',
  ],
  [
    { for: "student", due: "2026-02-30" },
    'Expected --due to be a date or a moment (2026-11-30, 2026-11-30T23:59-03:00), got "2026-02-30".',
  ],
])("refuses %o in one line", (values, message) => {
  expect(() => read(values)).toThrow(new RequestError(message));
});
