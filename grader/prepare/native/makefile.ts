/** A rule of a Makefile for one target, with its variables put in as far as they are plain text. */
export type Rule = Readonly<{
  target: string;
  prerequisites: readonly string[];
  recipe: readonly string[];
}>;

/** Reads a Makefile: enough to know which target builds what. Conditions and functions are not evaluated. */
export function rulesOf(text: string): readonly Rule[] {
  const lines = text
    .replace(/\\\r?\n/g, " ")
    .split(/\r?\n/)
    .slice(0, mostLines)
    .map((line) => line.slice(0, longestLine));
  const variables = variablesOf(lines);
  const rules: { target: string; prerequisites: readonly string[]; recipe: string[] }[] = [];
  let current: typeof rules = [];
  for (const line of lines) {
    if (line.startsWith("\t")) {
      for (const { target, prerequisites, recipe } of current) {
        const files = { "@": target, "<": prerequisites[0] ?? "", "^": prerequisites.join(" ") };
        recipe.push(expand(line.trim(), variables, files));
      }
      continue;
    }
    const [, targets, prerequisites = ""] = assignment.test(line) ? [] : (rule.exec(line) ?? []);
    if (targets === undefined) continue;
    current = wordsOf(expand(targets, variables)).map((target) => ({
      target,
      prerequisites: wordsOf(expand(prerequisites, variables)),
      recipe: [],
    }));
    rules.push(...current);
  }
  return rules;
}

// A file that was made to be slow: nobody writes more by hand.
const mostLines = 1000;
const longestLine = 1000;
const longestValue = 500;

const assignment = /^\s*(?:(?:export|override)\s+)?([\w.-]{1,100})\s*[:?+!]{0,3}=(.*)$/;
const rule = /^([^\s#:=][^#:=]*)::?(?!=)([^#;]*)/;

function variablesOf(lines: readonly string[]): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const line of lines) {
    const [whole, name, value = ""] = line.startsWith("\t") ? [] : (assignment.exec(line) ?? []);
    if (whole === undefined || name === undefined) continue;
    const before = whole.includes("+=") ? `${variables.get(name) ?? ""} ` : "";
    variables.set(name, (before + value.replace(/#.*$/, "").trim()).slice(0, longestValue));
  }
  return variables;
}

/** `$(NAME)`, `${NAME}`, `$(SOURCES:.c=.o)`, `$@`; a value may name others. */
function expand(
  text: string,
  variables: ReadonlyMap<string, string>,
  automatic: Readonly<Record<string, string>> = {},
): string {
  let expanded = text;
  for (let depth = 0; depth < deepest && expanded.includes("$"); depth += 1) {
    expanded = expanded
      .replace(reference, (_, name: string, from?: string, to = "") => {
        const value = variables.get(name) ?? "";
        if (from === undefined) return value;
        return wordsOf(value)
          .map((word) =>
            word.endsWith(from) ? word.slice(0, -from.length || undefined) + to : word,
          )
          .join(" ");
      })
      .replace(/\$([@<^])/g, (whole, sign: string) => automatic[sign] ?? whole)
      .slice(0, longestLine);
  }
  return expanded;
}

const deepest = 3;
const reference = /\$[({]([\w.-]{1,100})(?::([^=(){}]{0,50})=([^(){}]{0,50}))?[)}]/g;

function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}
