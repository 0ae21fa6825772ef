import { exerciseFolders, loadExercise } from "../exercise/load.ts";
import { readLanguage } from "./options.ts";

/** `sockgrade list`: one line for each exercise. */
export async function listCommand({ lang }: Readonly<{ lang?: string }>): Promise<void> {
  const language = readLanguage(lang, process.env);
  const exercises = await Promise.all(exerciseFolders().map(loadExercise));
  const width = Math.max(...exercises.map(({ slug }) => slug.length));
  for (const { id, slug, title, checks } of exercises) {
    const count = checks.filter(({ points }) => points > 0).length;
    const words = { "pt-BR": "verificações", en: "checks" }[language];
    process.stdout.write(
      `${id.padEnd(5)} ${slug.padEnd(width)}  ${title[language]} (${count} ${words})\n`,
    );
  }
}
