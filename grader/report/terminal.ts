import { neutralise } from "../lib/neutralise.ts";
import type { Catalogue } from "../messages/catalogue.ts";

/** A finished line of a terminal. */
type Line = Readonly<{ kind: "stdout" | "stderr" | "typed"; text: string }>;

/** One program's terminal, line by line: chunks join, and what is typed stands after its prompt. */
export type Terminal = Readonly<{
  /** The lines that `text` finished. */
  print(text: string, stream: "stdout" | "stderr"): readonly Line[];
  type(text: string): readonly Line[];
  /** The line that nobody finished, if there is one. */
  flush(): readonly Line[];
}>;

/** An empty terminal. Blank lines are left out: they only make a picture longer. */
export function terminalFor(words: Pick<Catalogue["report"], "characters">): Terminal {
  let open = "";
  let stream: "stdout" | "stderr" = "stdout";

  const line = (kind: Line["kind"], text: string): readonly Line[] =>
    text.trim() === "" ? [] : [{ kind, text: shown(text) }];
  const flush = (): readonly Line[] => {
    const lines = line(stream, open);
    open = "";
    return lines;
  };
  const shown = (text: string): string => {
    if (text.length <= longest) return neutralise(expand(text));
    const points = Array.from(text);
    return (
      neutralise(expand(points.slice(0, kept).join(""))) +
      words.characters(points.length) +
      neutralise(expand(points.slice(-kept).join("")))
    );
  };

  return {
    print(text, to) {
      const before = to === stream ? [] : flush();
      stream = to;
      const parts = (open + text).split(/\r?\n/);
      open = parts.pop() ?? "";
      return [...before, ...parts.flatMap((part) => line(to, part))];
    },
    type(text) {
      const before = stream === "stdout" ? [] : flush();
      stream = "stdout";
      const prompt = open === "" || open.endsWith(" ") ? open : `${open} `;
      open = "";
      return [
        ...before,
        { kind: "typed", text: shown(`${prompt}⌨ ${text.replace(/\r?\n$/, "")}`) },
      ];
    },
    flush,
  };
}

const longest = 400;
const kept = 80;

// Screens may be narrow here: four columns show as well as eight that text is set off.
function expand(text: string): string {
  return text.replaceAll("\t", "    ");
}
