import { relative } from "node:path";
import type { Note } from "../../model/cause.ts";
import type { Source } from "../toolchain.ts";

/** What a compiler has doubts about, as a note: at most eight lines, what is only unused at the end. */
export function warningNotes({ role, root }: Source, output: string): readonly Note[] {
  const found = [...output.matchAll(warning)].map(
    ([, file = "", line = "", text = ""]) => `${nameOf(file, root)}:${line}: ${text}`,
  );
  const isUnused = (line: string) => Number(/\[-Wunused/.test(line));
  const lines = [...new Set(found)].toSorted((a, b) => isUnused(a) - isUnused(b));
  if (lines.length === 0) return [];
  return [
    {
      kind: "compiler-warnings",
      role,
      warnings: lines.slice(0, mostLines).join("\n"),
      more: Math.max(0, lines.length - mostLines),
    },
  ];
}

const mostLines = 8;

/** `server.c:12:5: warning: …` of gcc and clang. */
const warning = /^(\S[^\n:]{0,300}):(\d+):(?:\d+:)? warning: ([^\n]{1,300})/gm;

/** Below the copy of the submission, or below the copy of that in which make and cmake work. */
function nameOf(file: string, root: string): string {
  const [, inTree] = /\/tree\/(.*)$/.exec(file) ?? [];
  if (inTree !== undefined) return inTree;
  return file.startsWith(`${root}/`) ? relative(root, file) : file.replace(/^(?:\.\/)+/, "");
}

/** A compiler's output as far as it says why it refused: errors, and not what else it noticed before them. */
export function withoutWarnings(output: string): string {
  const kept: string[] = [];
  let inWarning = false;
  for (const line of output.split("\n")) {
    // A message goes on with lines that are indented, or say where a macro came from.
    if (diagnostic.test(line) || place.test(line)) inWarning = / warning: /.test(line);
    if (!inWarning) kept.push(line);
  }
  return kept.join("\n");
}

const diagnostic = /^\S.*?:\d+:(?:\d+:)? (?:fatal )?(?:error|warning): /;
const place = /^(?:\S.*?: (?:In|At) |In file included from |\S*ld: |collect2: )/;
