import { neutralise } from "../../lib/neutralise.ts";
import { wordsFor } from "../../messages/index.ts";
import type { ClassRecord } from "../../model/class-record.ts";
import { isSeen, type Reader } from "../../model/visibility.ts";
import { csvText } from "./csv-text.ts";
import type { Format, FormatOptions } from "./format.ts";
import { wholeGrades } from "./whole-grades.ts";

/**
 * Moodle's grading worksheet, for *Upload grading worksheet*. Its importer looks for columns by their names in the
 * language of whoever uploads, so `--lang` must be that one. It overwrites grades that are older than *Last modified
 * (grade)*, and comments with whatever stands there: only who was graded wholly has a row. Comments are HTML and
 * students read them, so they name no hidden check; the grade counts all.
 */
export const moodle: Format = {
  name: "moodle",
  file: "moodle.csv",
  shows: "staff",
  record(record, options) {
    const { moodle: words } = wordsFor(options.language).formats;
    const { entries } = wholeGrades(record);
    const rows = entries.flatMap((entry) => {
      const { platformId, name = "", email = "" } = entry.student;
      const number = /^\d+$/u.exec(platformId ?? "")?.[0];
      // Nobody is found without it, and an importer that finds nobody says nothing.
      if (number === undefined) return [];
      return [
        [
          `${words.participant} ${number}`,
          name,
          email,
          entry.score,
          record.ended,
          commentOf(entry, record, options),
        ],
      ];
    });
    return csvText(
      [
        [
          words.identifier,
          words.fullName,
          words.email,
          words.grade,
          words.gradeModified,
          words.comments,
        ],
        ...rows,
      ],
      options,
    );
  },
};

type Graded = ReturnType<typeof wholeGrades>["entries"][number];

function commentOf(
  entry: Graded,
  { exercise, checks }: ClassRecord,
  { language, reader: whoever }: FormatOptions,
): string {
  // Whoever asks for the sheet: its comments are for students.
  const reader: Reader = { audience: "student", isAfterDue: whoever?.isAfterDue ?? false };
  const { formats } = wordsFor(language);
  const items = entry.checks.flatMap(({ id, status, points, maxPoints }) => {
    const check = checks.find((one) => one.id === id);
    if (maxPoints === 0 || !isSeen(check?.visibility, reader)) return [];
    return [`${points}/${maxPoints} ${check?.title ?? id} (${formats.outcomes[status]})`];
  });
  const hidden = checks.filter(({ visibility }) => !isSeen(visibility, reader));
  const untilDue = hidden.filter(({ visibility }) => visibility === "after-due").length;
  const note = formats.hidden(untilDue, hidden.length - untilDue);
  return [
    `<p>${html(`${exercise.id} · ${exercise.title}`)}</p>`,
    `<ul>${items.map((item) => `<li>${html(item)}</li>`).join("")}</ul>`,
    note === "" ? "" : `<p>${html(note)}</p>`,
  ].join("");
}

function html(text: string): string {
  return neutralise(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
