import type { Note } from "../model/cause.ts";
import type { Source } from "./toolchain.ts";

/** One warning of a compiler. */
export type Warning = Readonly<{ file: string; line: string; text: string }>;

/** Warnings as a note: at most eight, each once, what is only unused at the end. */
export function warningNote({ role, root }: Source, warnings: readonly Warning[]): readonly Note[] {
  const all = warnings.map(({ file, line, text }) => `${nameOf(file, root)}:${line}: ${text}`);
  const isUnused = (line: string) => Number(/\[-Wunused|CS0?(?:168|219|414|649)\b/.test(line));
  const lines = [...new Set(all)].toSorted((a, b) => isUnused(a) - isUnused(b));
  if (lines.length === 0) return [];
  const more = Math.max(0, lines.length - mostLines);
  return [
    { kind: "compiler-warnings", role, warnings: lines.slice(0, mostLines).join("\n"), more },
  ];
}

const mostLines = 8;

/** Below the copy of the submission, or below the copy of that in which make and cmake work. */
function nameOf(file: string, root: string): string {
  const [, inTree] = /\/tree\/(.*)$/.exec(file) ?? [];
  if (inTree !== undefined) return inTree;
  const name = file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file;
  return name.replace(/^(?:\.\/)+/, "");
}
