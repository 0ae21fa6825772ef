import type { ClassIntake } from "../intake/class-intake.ts";
import type { ClassEntry, ClassRecord } from "../model/class-record.ts";
import type { Language } from "../model/language.ts";
import type { Exercise } from "../spec/exercise.ts";
import type { Journal } from "./journal.ts";

/**
 * The record of the class: what was graded now, of everybody else what is written down from before, and who
 * handed in nothing.
 */
export function recordOf(
  exercise: Exercise,
  { submissions, missing }: Pick<ClassIntake, "submissions" | "missing">,
  done: ReadonlyMap<string, ClassEntry>,
  language: Language,
  journal: Journal,
): ClassRecord {
  const entries = submissions.flatMap(({ student }): readonly ClassEntry[] => {
    const entry = done.get(student.key) ?? earlierEntry(student.key, journal);
    return entry === undefined ? [] : [entry];
  });
  return {
    schemaVersion: 1,
    exercise: { id: exercise.id, title: exercise.title[language] },
    maxScore: exercise.checks.reduce((sum, { points }) => sum + points, 0),
    checks: exercise.checks.map(({ id, title, points, visibility }) => ({
      id,
      title: title[language],
      maxPoints: points,
      ...(visibility === undefined ? {} : { visibility }),
    })),
    entries: [...entries, ...missing.map((student) => ({ status: "missing", student }) as const)],
    begun: journal.begun,
    ended: new Date().toISOString(),
  };
}

function earlierEntry(key: string, journal: Journal): ClassEntry | undefined {
  const noted = journal.noted(key);
  if (noted === undefined) return undefined;
  return noted.entry.status === "graded"
    ? { ...noted.entry, isKnown: noted.isEarlier }
    : noted.entry;
}
