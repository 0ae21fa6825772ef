import { stripComments } from "../submission/strip-comments.ts";

/** A construct that no Python 3 runs. */
export type Python2Sign = Readonly<{
  construct: string;
  line: number;
  text: string;
  /** What else the program has that only Python 3 reads, so that neither runs it. */
  mixedWith?: string | undefined;
}>;

/**
 * The first sign that a program is written in Python 2. Each is a sure one: a syntax error or a
 * NameError in every Python 3. `modules` are the names of the files beside it, which may stand in
 * for a module that Python 3 renamed.
 */
export function findPython2(
  source: string,
  modules: readonly string[] = [],
): Python2Sign | undefined {
  const text = stripComments(source, "python", "blank");
  const found = [...signs, ...nameSigns(text, modules)].flatMap(({ construct, pattern }) => {
    const index = text.search(pattern);
    return index < 0 ? [] : [{ construct, index }];
  });
  const first = found.toSorted((a, b) => a.index - b.index)[0];
  if (first === undefined) return undefined;
  const line = text.slice(0, first.index).split("\n").length;
  return {
    construct: first.construct,
    line,
    text: source.split(/\r?\n/)[line - 1]?.trim() ?? "",
    ...mixture(text),
  };
}

// Two names or a name and a string side by side are an error in Python 3 wherever they stand,
// unless the second is an operator that is spelt as a word.
const operand = String.raw`[ \t]*(?:[uUrRbB]{0,2}["']|(?<=\s)(?!(?:if|else|and|or|in|is|not|for|async|as)\b)[A-Za-z_\d])`;

const signs = [
  {
    construct: "print statement",
    pattern: new RegExp(String.raw`(?:^|[:;])[ \t]*print(?:${operand}|[ \t]*>>)`, "m"),
  },
  {
    construct: "exec statement",
    pattern: new RegExp(String.raw`(?:^|[:;])[ \t]*exec${operand}`, "m"),
  },
  {
    construct: "except X, e",
    pattern: /^[ \t]*except[ \t]+[\w.]+[ \t]*,[ \t]*[a-z_]\w*[ \t]*:/m,
  },
  { construct: "raise X, message", pattern: /^[ \t]*raise[ \t]+[\w.]+[ \t]*,[ \t]*["'\w]/m },
  { construct: "<>", pattern: /<>/ },
  { construct: "backticks", pattern: /`/ },
] as const;

function mixture(text: string): Pick<Python2Sign, "mixedWith"> {
  const found = python3Only.find(({ pattern }) => pattern.test(text));
  return found === undefined ? {} : { mixedWith: found.construct };
}

const python3Only = [
  { construct: "f-string", pattern: /(?<![\w"'])(?:[rR]?[fF]|[fF][rR])["']/ },
  { construct: "nonlocal", pattern: /\bnonlocal\b/ },
  { construct: "async def", pattern: /\basync\s+def\b|\bawait\s/ },
  { construct: ":=", pattern: /:=/ },
  { construct: "->", pattern: /\)[ \t]*->/ },
] as const;

/** Names that Python 3 lacks, unless the program brings its own or is ready for their absence. */
function nameSigns(
  text: string,
  modules: readonly string[],
): readonly Readonly<{ construct: string; pattern: RegExp }>[] {
  if (/\bversion_info\b|\bexcept\b[^\n]{0,200}\bNameError\b/.test(text)) return [];
  // `try: return raw_input() except: return input()` is ready as well.
  const ready =
    /\bexcept(?:[ \t]+Exception\b[^\n]{0,200})?[ \t]*:/.test(text) &&
    /(?<![\w.])input[ \t]*\(/.test(text);
  const names = ready ? [] : ["raw_input", "xrange", "unicode"];
  const calls = names
    .filter(
      (name) =>
        !new RegExp(
          String.raw`\bdef[ \t]+${name}\b|\b${name}[ \t]*=(?!=)|\bimport[^\n]{0,200}\b${name}\b|\.${name}\b`,
        ).test(text),
    )
    .map((construct) => ({
      construct,
      pattern: new RegExp(String.raw`(?<![\w.])${construct}[ \t]*\(`),
    }));
  const renamed =
    /\bexcept\b[^\n]{0,200}\b(?:ImportError|ModuleNotFoundError)\b|\bexcept[ \t]*:/.test(text)
      ? []
      : ["SocketServer", "Queue", "thread", "Tkinter"].filter((name) => !modules.includes(name));
  const imports = renamed.map((name) => ({
    construct: `import ${name}`,
    pattern: new RegExp(
      String.raw`^[ \t]*(?:import[ \t]+${name}|from[ \t]+${name}[ \t]+import)\b`,
      "m",
    ),
  }));
  return [...calls, ...imports];
}
