/**
 * Splits a command into words as a shell does: blanks separate, quotes and backslashes join.
 * Nothing is expanded. Undefined when a quote is left open.
 */
export function splitWords(line: string): readonly string[] | undefined {
  const words: string[] = [];
  let rest = line.trimStart();
  while (rest !== "") {
    const match = word.exec(rest);
    if (match === null) return undefined;
    words.push(match[0].replace(piece, unquote));
    rest = rest.slice(match[0].length);
    if (rest !== "" && !/^\s/.test(rest)) return undefined;
    rest = rest.trimStart();
  }
  return words;
}

const word = /^(?:'[^']*'|"(?:\\[^]|[^"\\])*"|\\[^]|[^\s'"\\])+/;
const piece = /'([^']*)'|"((?:\\[^]|[^"\\])*)"|\\([^])/g;

function unquote(_: string, single?: string, double?: string, escaped?: string): string {
  return single ?? double?.replace(/\\(["\\$`])/g, "$1") ?? escaped ?? "";
}

/** Whether a line needs a shell: operators, variables or patterns outside of quotes. */
export function needsShell(line: string): boolean {
  return /[|&;<>()$`*?~#]|^\w+=/.test(line.replace(piece, ""));
}
