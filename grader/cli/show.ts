import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { findExercise, loadExercise } from "../exercise/load.ts";
import { readLanguage } from "./options.ts";

/** `sockgrade show`: the statement, then what is looked at and what it is worth. */
export async function showCommand({
  exercise: id,
  lang,
}: Readonly<{ exercise: string; lang?: string }>): Promise<void> {
  const language = readLanguage(lang, process.env);
  const folder = findExercise(id);
  const [exercise, statement] = await Promise.all([
    loadExercise(folder),
    readFile(join(folder.path, `statement.${language}.md`), "utf8"),
  ]);
  process.stdout.write(`${statement.replaceAll(comments, "").trimEnd()}\n\n`);
  const width = Math.max(...exercise.checks.map((check) => check.id.length));
  for (const check of exercise.checks) {
    process.stdout.write(
      `${String(check.points).padStart(3)}  ${check.id.padEnd(width)}  ${check.title[language]}\n`,
    );
  }
}

/** The marks around the transcript; no page shows them either. */
const comments = /^<!--.*-->\n\n?/gmu;
