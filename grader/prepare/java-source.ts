import { stripComments } from "../submission/strip-comments.ts";

/** What javac and java must be told about a source file. */
export type JavaSource = Readonly<{
  /** Dotted; empty for none. */
  packageName: string;
  /** The class with the main method, dotted with its package; undefined when there is no main. */
  mainClass: string | undefined;
}>;

/** Reads a Java source; `stem` is the file's name, whose class goes first when several have a main. */
export function readJavaSource(source: string, stem: string): JavaSource {
  const text = stripComments(source, "java", "blank");
  const packageName = /^\s*package\s+([\w.]+)\s*;/m.exec(text)?.[1] ?? "";
  const classes = topLevelClasses(text).filter(({ body }) => main.test(body));
  const chosen = classes.find(({ name }) => name === stem) ?? classes[0];
  return {
    packageName,
    mainClass: chosen && [packageName, chosen.name].filter((part) => part !== "").join("."),
  };
}

const main = /\bstatic\b[^;{}()]{0,100}\bvoid\s+main\s*\(/;

function topLevelClasses(text: string): readonly Readonly<{ name: string; body: string }>[] {
  const found: { name: string; body: string }[] = [];
  let depth = 0;
  let start = 0;
  let name: string | undefined;
  for (const { 0: token, 1: declared, index } of text.matchAll(
    /[{}]|\b(?:class|interface|enum|record)\s+([\p{L}_$][\p{L}\p{N}_$]*)/gu,
  )) {
    if (token === "{") depth += 1;
    else if (token === "}") {
      depth -= 1;
      if (depth === 0 && name !== undefined) found.push({ name, body: text.slice(start, index) });
      if (depth === 0) name = undefined;
    } else if (depth === 0) {
      name = declared;
      start = index;
    }
  }
  return found;
}
