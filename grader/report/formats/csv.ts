import type { ClassEntry, ClassRecord } from "../../model/class-record.ts";
import { classOfOne } from "./class-of-one.ts";
import { csvText } from "./csv-text.ts";
import type { Format, FormatOptions } from "./format.ts";

/** A row for each student, a column for each check: for spreadsheets and scripts. */
export const csv: Format = {
  name: "csv",
  file: "grades.csv",
  shows: "staff",
  result: (result, options) => classCsv(classOfOne(result), options),
  record: classCsv,
};

function classCsv(record: ClassRecord, options: FormatOptions): string {
  const ids = record.checks.map(({ id }) => id);
  return csvText(
    [
      [...person, "status", "score", "max", ...ids, "error", "source", "languages"],
      ...record.entries.map((entry) => [
        ...person.map((field) => entry.student[field] ?? ""),
        entry.status,
        ...(entry.status === "graded" ? [entry.score, entry.maxScore] : ["", ""]),
        ...ids.map((id) => pointsOf(entry, id)),
        entry.status === "errored" ? entry.error : "",
        entry.status === "missing" ? "" : entry.source,
        entry.status === "graded" ? entry.languages.join(" ") : "",
      ]),
    ],
    options,
  );
}

const person = ["key", "id", "name", "email", "login"] as const;

/** A check that could not be looked at has no points, which is not the same as none. */
function pointsOf(entry: ClassEntry, id: string): number | string {
  const check = entry.status === "graded" ? entry.checks.find((one) => one.id === id) : undefined;
  return check === undefined || check.status === "errored" ? "" : check.points;
}
