import { expect, test } from "vitest";
import { codeHint } from "../submission/code-hint.ts";
import { stripComments } from "../submission/strip-comments.ts";
import { findForeignAddresses } from "./foreign-addresses.ts";
import { readJavaSource } from "./java/source.ts";
import { findPorts } from "./ports.ts";
import { findPython2 } from "./python2.ts";

const pieces = [
  ["/*", "//", '"', "'", '"""', "'''", "`", "\\", "#", "{", "}", " ", "\t", "1.", "x", ","],
  ["main(", "static ", "import ", "from a import ", "except ", "print ", "raise A,", "class A "],
  ["connect(", "new Socket(", "bind((", ".send(", "a=", "port=", "12345 ", "#define "],
].flat();

// Anything quadratic takes minutes over so long a text.
test.each(pieces)("a file of nothing but %j is read at once", (piece) => {
  const text = piece.repeat(Math.ceil((256 * 1024) / piece.length));
  for (const language of [
    "python",
    "java",
    "kotlin",
    "c",
    "cpp",
    "csharp",
    "javascript",
  ] as const) {
    expect(stripComments(text, language)).toHaveLength(text.length);
    codeHint(text, language);
    expect(findPorts(text, language).length).toBeLessThanOrEqual(8);
    expect(findForeignAddresses(text, language)).toEqual([]);
  }
  findPython2(text);
  expect(readJavaSource(text, "A").mainClass).toBeUndefined();
});
