import type { Note } from "../../model/cause.ts";
import type { Source } from "../toolchain.ts";
import { warningNote } from "../warning-note.ts";

/** What gcc or clang has doubts about: `server.c:12:5: warning: …`. */
export function warningNotes(source: Source, output: string): readonly Note[] {
  return warningNote(
    source,
    [...output.matchAll(/^(\S[^\n:]{0,300}):(\d+):(?:\d+:)? warning: ([^\n]{1,300})/gm)].map(
      ([, file = "", line = "", text = ""]) => ({ file, line, text }),
    ),
  );
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
