import type { ClassRecord } from "../../model/class-record.ts";
import { csvText } from "./csv-text.ts";
import type { Format, FormatOptions } from "./format.ts";
import { wholeGrades } from "./whole-grades.ts";

/**
 * Canvas's gradebook, for *Import*. A column is matched by the number in brackets after its title; without one
 * Canvas makes a new assignment. A student is matched by Canvas's own number, else by the school's number, else by
 * the login, else by the name. An empty cell would clear a grade, so who has none has no row.
 */
export const canvas: Format = {
  name: "canvas",
  file: "canvas.csv",
  shows: "staff",
  record(record, options) {
    const { possible, entries } = wholeGrades(record);
    return csvText(
      [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", titleOf(record, options)],
        ["    Points Possible", "", "", "", "", possible.toFixed(2)],
        ...entries.map(({ student, score }) => [
          student.name ?? student.key,
          student.platformId ?? "",
          student.id === student.platformId ? "" : (student.id ?? ""),
          student.email ?? "",
          "",
          score.toFixed(2),
        ]),
      ],
      options,
    );
  },
};

function titleOf({ exercise }: ClassRecord, { assignment }: FormatOptions): string {
  const title = assignment?.title ?? exercise.title;
  return assignment?.id === undefined ? title : `${title} (${assignment.id})`;
}
