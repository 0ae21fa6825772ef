import { expect, test } from "vitest";
import { neededMinor, newerSyntax } from "./newer-syntax.ts";

const old = "/versions/3.7.16/bin/python3";
const invalid = "SyntaxError: invalid syntax";

test.each([
  ["if (n := len(x)) > 3:", ":=", "3.8"],
  ["    match comando:", "match", "3.10"],
  ['        case "SAIR":', "match", "3.10"],
  ["except* OSError:", "except*", "3.11"],
  ["type Endereco = tuple[str, int]", "type X = …", "3.12"],
  ['print(f"{d["a"]}")', "f-string", "3.12"],
])("%s is newer than 3.7", (line, feature, version) => {
  expect(newerSyntax(line, invalid, old)).toEqual({ feature, version, has: "3.7" });
});

test("a program needs the newest of what it has", () => {
  expect(neededMinor("match x:\n    case 1:\n        type T = int\n")).toBe(12);
  expect(neededMinor('"""\nmatch x:\n"""\nx = "match y:"\n# type T = int\n')).toBeUndefined();
});

test.each([
  ["match = re.match(x)", "/versions/3.7.16/bin/python3"],
  ['print(f"{nome")', "/versions/3.11.7/bin/python3"],
  ["if (n := 3", "/versions/3.11.7/bin/python3"],
  ["    match comando:", "/versions/3.10.13/bin/python3"],
  ["if (n := 3):", "/nowhere/python3"],
  ["print('oi'", "/versions/3.7.16/bin/python3"],
])("%s is not newer than %s", (line, interpreter) => {
  expect(newerSyntax(line, invalid, interpreter)).toBeUndefined();
});
