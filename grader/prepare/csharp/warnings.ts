import type { Note } from "../../model/cause.ts";
import { warningNote } from "../warning-note.ts";
import type { Source } from "../toolchain.ts";

/** What Mono's compiler has doubts about: `Server.cs(6,9): warning CS0219: …`. */
export function mcsWarnings(source: Source, output: string): readonly Note[] {
  return warningNote(
    source,
    [...output.matchAll(/^([^\n(]{1,300})\((\d+),\d+\): warning (CS\d+: [^\n]{1,300})/gm)].map(
      ([, file = "", line = "", text = ""]) => ({ file, line, text }),
    ),
  );
}
