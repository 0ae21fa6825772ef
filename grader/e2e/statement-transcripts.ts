import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exerciseFolders, loadExercise } from "../exercise/load.ts";
import { wordsFor } from "../messages/index.ts";
import { type Language, languages } from "../model/language.ts";
import { packetDiagram } from "../report/packet-diagram.ts";
import { pageFor } from "../report/page.ts";
import { type Transcript, transcript } from "../report/transcript.ts";
import type { TraceEvent } from "../model/trace.ts";
import { demonstrate } from "../run/demonstrate.ts";
import { openSlot, type Slot } from "../run/slots.ts";

/** A statement with the transcript that stands in it, and the one that a run of the reference gives. */
export type Statement = Readonly<{
  path: string;
  exercise: string;
  language: Language;
  /** The lines between the two markers; undefined where there are no markers. */
  written: readonly string[] | undefined;
  played: Transcript;
}>;

/** Plays every exercise's demonstration once with the Python reference, and reads its statements. */
export async function playStatements(): Promise<readonly Statement[]> {
  const slot = await openSlot(true);
  try {
    const statements: Statement[] = [];
    for (const folder of exerciseFolders()) statements.push(...(await playOne(folder, slot)));
    return statements;
  } finally {
    slot.close();
  }
}

/** Puts what was played between the markers of a statement. */
export function writeTranscript({ path, played }: Statement): void {
  const text = readFileSync(path, "utf8");
  writeFileSync(
    path,
    text.replace(marked, (_all, begin: string, _old: string, end: string) =>
      [begin, "", ...played.table, "", end].join("\n"),
    ),
  );
}

/** The lines of each terminal in a table that stands in a statement. */
export function columnsIn(table: readonly string[]): readonly (readonly string[])[] {
  // A diagram of packets is a block of its own.
  if (table[0] === "```") return [table.slice(1, -1).map((line) => line.trim())];
  const rows = table.map((line) => line.slice(1, -1).split(/(?<!\\)\|/u));
  const [heading = [], , ...body] = rows;
  return heading.map((_, index) =>
    body
      .map((row) => (row[index] ?? "").trim().replaceAll(/\\(.)/g, "$1"))
      .filter((cell) => cell !== ""),
  );
}

async function playOne(
  folder: ReturnType<typeof exerciseFolders>[number],
  slot: Slot,
): Promise<readonly Statement[]> {
  const exercise = await loadExercise(folder);
  if (exercise.demonstration === undefined) return [];
  const kind = exercise.files === undefined ? "python" : exercise.slug;
  const reference = join(folder.path, "reference", kind);
  const trace = await demonstrate(exercise, reference, slot, 1);
  return languages.map((language) => {
    const path = join(folder.path, `statement.${language}.md`);
    const played = diagramOf(trace, language) ?? transcript(trace, wordsFor(language).report);
    return { path, exercise: exercise.id, language, written: writtenIn(path), played };
  });
}

/** Where packets were handed in and nothing was started, they are what a statement shows. */
function diagramOf(trace: readonly TraceEvent[], language: Language): Transcript | undefined {
  const lines = packetDiagram(trace, pageFor({ language, colour: false, columns: 100 }));
  if (lines.length === 0) return undefined;
  return { table: ["```", ...lines, "```"], columns: [lines] };
}

function writtenIn(path: string): readonly string[] | undefined {
  const [, , block] = marked.exec(readFileSync(path, "utf8")) ?? [];
  return block?.split("\n").filter((line) => line !== "");
}

const marked = /(<!-- demonstration -->)\n([\s\S]*?)(<!-- \/demonstration -->)/u;
