import { markdownText } from "../../lib/markdown.ts";
import { wordsFor } from "../../messages/index.ts";
import type { ClassEntry, ClassRecord } from "../../model/class-record.ts";
import { fit } from "./fit.ts";
import type { FormatOptions } from "./format.ts";
import { classOverview } from "./class-overview.ts";

/** A class in at most so many bytes: how it did, how many passed each check, a line for each student. */
export function classMarkdown(
  record: ClassRecord,
  { language }: FormatOptions,
  maxBytes: number,
): string {
  const { formats } = wordsFor(language);
  const head = [
    ...overview(record, language),
    ...checksTable(record, language),
    "",
    `| ${formats.student} | ${formats.score} | |`,
    "|---|--:|---|",
  ];
  const sections = [
    head.join("\n") + "\n",
    ...record.entries.map((entry) => `${rowOf(entry, language)}\n`),
  ];
  return fit(sections, maxBytes, (left) => `\n_${formats.cut(left)}_\n`);
}

function overview(record: ClassRecord, language: FormatOptions["language"]): readonly string[] {
  return [
    `## ${markdownText(`${record.exercise.id} · ${record.exercise.title}`)}`,
    ...classOverview(record, language).flatMap((line) => ["", line]),
    "",
  ];
}

/** Counted among those of whom the check was looked at. */
function checksTable(
  { checks, entries }: ClassRecord,
  language: FormatOptions["language"],
): readonly string[] {
  const { formats } = wordsFor(language);
  return [
    `| ${formats.check} | ${formats.points} | ${formats.passedBy} |`,
    "|---|--:|--:|",
    ...checks.map(({ id, title, maxPoints }) => {
      const seen = entries
        .flatMap((entry) => (entry.status === "graded" ? entry.checks : []))
        .filter(
          (one) => one.id === id && one.status !== "errored" && one.skipped !== "unavailable",
        );
      const passed = seen.filter(({ status }) => status === "passed").length;
      const name = `${markdownText(id)} · ${markdownText(title)}`;
      return `| ${name} | ${maxPoints === 0 ? "" : maxPoints} | ${passed}/${seen.length} |`;
    }),
  ];
}

function rowOf(entry: ClassEntry, language: FormatOptions["language"]): string {
  const { formats } = wordsFor(language);
  const { key, name } = entry.student;
  const student =
    name === undefined ? markdownText(key) : `${markdownText(name)} (${markdownText(key)})`;
  switch (entry.status) {
    case "missing":
      return `| ${student} | | ${formats.entries.missing} |`;
    case "errored":
      return `| ${student} | | ${formats.entries.errored}: ${markdownText(entry.error)} |`;
    case "graded": {
      const failed = entry.checks.filter(
        ({ status, maxPoints }) => status === "failed" && maxPoints > 0,
      );
      const lost = failed.map(({ id }) => markdownText(id)).join(", ");
      return `| ${student} | ${entry.score}/${entry.maxScore} | ${lost} |`;
    }
  }
}
