import { join, relative, win32 } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { entryPath } from "./entry-path.ts";

test.each([
  ["server.py", "server.py"],
  ["./a//b/./server.py", "a/b/server.py"],
  ["a\\b.py", "a/b.py"],
  ["a/", "a"],
  ["./", ""],
  [".hidden/..data", ".hidden/..data"],
  ["a\uFFFDo.py", "a_o.py"],
])("%j goes to %j", (name, path) => {
  expect(entryPath(name, false)).toEqual({ path });
});

test.each(["aux.c", "CON", "a/b. ", "what?.py", "LPT1.txt"])("%j is not for Windows", (name) => {
  expect(entryPath(name, true).problem?.expected).toBe("names that Windows allows");
  expect(entryPath(name, false).problem).toBeUndefined();
});

const pieces = fc.constantFrom(
  "..",
  ".",
  "/",
  "\\",
  "a",
  " ",
  "C:",
  "\0",
  ". ",
  "é",
  "con",
  "~",
  "...",
);
const names = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(pieces, { maxLength: 12 }).map((some) => some.join("")),
);

test("no name leads out of its folder, on whatever system", () => {
  fc.assert(
    fc.property(names, (name) => {
      const { path } = entryPath(name, true);
      if (path === undefined) return;
      expect(relative("/x/into", join("/x/into", path))).not.toMatch(/^\.\.(?:\/|$)/u);
      expect(win32.relative("C:\\x\\into", win32.join("C:\\x\\into", path))).not.toMatch(
        /^\.\.(?:\\|$)|^[a-z]:/iu,
      );
    }),
    { numRuns: 2000 },
  );
});
