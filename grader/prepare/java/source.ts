import { stripComments } from "../../submission/strip-comments.ts";

/** What javac and java must be told about a source file. */
export type JavaSource = Readonly<{
  /** Dotted; empty for none. */
  packageName: string;
  /** The class with the main method, dotted with its package; undefined when there is no main. */
  mainClass: string | undefined;
  /** Its main stands outside of any class, as Java 25 and newer allow. */
  isCompact: boolean;
}>;

/** Reads a Java source; `stem` is the file's name, whose class goes first when several have a main. */
export function readJavaSource(source: string, stem: string): JavaSource {
  const text = stripComments(source, "java", "blank");
  const packageName = /^\s*package\s+([\w.]+)\s*;/m.exec(text)?.[1] ?? "";
  const { classes, outside } = topLevelOf(text);
  const withMain = classes.filter(({ body }) => main.test(body));
  const chosen = withMain.find(({ name }) => name === stem) ?? withMain[0];
  const isCompact = chosen === undefined && modernMain.test(outside);
  const name = isCompact ? stem : chosen?.name;
  return {
    packageName,
    mainClass: name && [packageName, name].filter((part) => part !== "").join("."),
    isCompact,
  };
}

const main = /\bstatic\b[^;{}()]{0,100}\bvoid\s+main\s*\(/;
const modernMain = /\bvoid\s+main\s*\(/;

/** The classes of a file, and what stands outside of all braces. */
function topLevelOf(
  text: string,
): Readonly<{ classes: readonly Readonly<{ name: string; body: string }>[]; outside: string }> {
  const found: { name: string; body: string }[] = [];
  let depth = 0;
  let start = 0;
  let name: string | undefined;
  let outside = "";
  let end = 0;
  for (const { 0: token, 1: declared, index } of text.matchAll(
    /[{}]|\b(?:class|interface|enum|record)\s+([\p{L}_$][\p{L}\p{N}_$]*)/gu,
  )) {
    if (token === "{") {
      if (depth === 0) outside += text.slice(end, index);
      depth += 1;
    } else if (token === "}") {
      depth -= 1;
      if (depth === 0 && name !== undefined) found.push({ name, body: text.slice(start, index) });
      if (depth > 0) continue;
      name = undefined;
      end = index + 1;
    } else if (depth === 0) {
      name = declared;
      start = index;
    }
  }
  return { classes: found, outside };
}
