import { expect, test } from "vitest";
import { needsShell, splitWords } from "./command-line.ts";

test.each([
  ["python3 server.py {port}", ["python3", "server.py", "{port}"]],
  ["  a   b\t c ", ["a", "b", "c"]],
  [`'a b' "c d" e\\ f`, ["a b", "c d", "e f"]],
  [`--name='a b'c`, ["--name=a bc"]],
  [`"say \\"hi\\" \\n"`, ['say "hi" \\n']],
  [`'' ""`, ["", ""]],
  ["", []],
])("%j", (line, words) => {
  expect(splitWords(line)).toEqual(words);
});

test.each(["'a", '"a', "a \\"])("%j is left open", (line) => {
  expect(splitWords(line)).toBeUndefined();
});

test.each(["a && b", "a > b", "$HOME/x", "PORT=1 a", "a *.py"])("%j needs a shell", (line) => {
  expect(needsShell(line)).toBe(true);
});

test.each(["a '&&' b", "python3 a.py {port}", "a \\$b", "./a --port={port}"])(
  "%j does not",
  (line) => {
    expect(needsShell(line)).toBe(false);
  },
);
