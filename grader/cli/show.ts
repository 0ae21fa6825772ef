import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { findExercise, loadExercise } from "../exercise/load.ts";
import { readLanguage, readOptions } from "./options.ts";
import { readerFrom, readerOptions } from "./reader-option.ts";
import { seenChecks } from "./seen-checks.ts";

const showOptions = z.object({
  exercise: z.string(),
  lang: z.string().optional(),
  ...readerOptions,
});

/** `sockgrade show`: the statement, then what is looked at and what it is worth. */
export async function showCommand(values: object): Promise<void> {
  const options = readOptions(showOptions, values);
  const language = readLanguage(options.lang, process.env);
  const reader = readerFrom(options, new Date());
  const folder = findExercise(options.exercise);
  const [exercise, statement] = await Promise.all([
    loadExercise(folder),
    readFile(join(folder.path, `statement.${language}.md`), "utf8"),
  ]);
  process.stdout.write(`${statement.replaceAll(comments, "").trimEnd()}\n\n`);
  const shown = seenChecks(exercise, reader);
  const width = Math.max(...shown.map((check) => check.id.length));
  for (const check of shown) {
    process.stdout.write(
      `${String(check.points).padStart(3)}  ${check.id.padEnd(width)}  ${check.title[language]}\n`,
    );
  }
}

/** The marks around the transcript; no page shows them either. */
const comments = /^<!--.*-->\n\n?/gmu;
