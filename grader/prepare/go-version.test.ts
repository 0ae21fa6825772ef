import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tempFolder } from "../submission/temp-folder.ts";
import { fitGoVersion, tooNewFor } from "./go-version.ts";

async function compilerOf(version: string): Promise<string> {
  const root = await tempFolder({ VERSION: `${version}\ntime 2023-03-29T22:19:36Z\n` });
  await mkdir(join(root, "bin"));
  await writeFile(join(root, "bin/go"), "");
  return join(root, "bin/go");
}

test.each([
  ["go1.19.8", "module m\n\ngo 1.23.0\n\ntoolchain go1.23.1\n", "module m\n\ngo 1.19\n\n\n"],
  ["go1.19.8", "module m\n\ngo 1.18\n", "module m\n\ngo 1.18\n"],
  ["go1.22.2", "module m\n\ngo 1.22.5\n", "module m\n\ngo 1.22\n"],
  ["go1.24rc1", "module m\n", "module m\n"],
  ["devel go1.25-abc", "module m\n\ngo 1.99.1\n", "module m\n\ngo 1.99.1\n"],
])("with %s a go.mod is read: %j", async (version, text, fitting) => {
  const root = await tempFolder({ "server/go.mod": text });
  await fitGoVersion(root, await compilerOf(version));
  expect(await readFile(join(root, "server/go.mod"), "utf8")).toBe(fitting);
});

test.each([
  ["server.go:4:2: package slices is not in GOROOT (/usr/lib/go-1.19/src/slices)", 21],
  ['server.go:4:2: cannot find package "log/slog" in any of:\n\t/usr', 21],
  ["# command-line-arguments\n./server.go:9:3: undefined: min", 21],
  ["./server.go:9:17: cannot range over 10 (untyped int constant)", 22],
  ["./server.go:9:17: cannot range over n (variable of type int)", 22],
  ["server.go:4:2: package math/rand/v2 is not in std (/usr/lib/go/src/math/rand/v2)", 22],
  ["./x.go:1:1: generic alias requires go1.24 or later", 24],
])("what an older compiler says is not the student's mistake: %j", async (output, since) => {
  const told = await tooNewFor(await compilerOf("go1.19.8"), output);
  expect(told).toContain(`wants Go 1.${since} or later, this machine has Go 1.19`);
  expect(await tooNewFor(await compilerOf(`go1.${since}.1`), output)).toBeUndefined();
});

test.each([
  "undefined: minha",
  "undefined: x.Min",
  'package "utils" is not in GOROOT',
  "syntax error",
])("a mistake stays one: %j", async (output) => {
  expect(await tooNewFor(await compilerOf("go1.19.8"), output)).toBeUndefined();
});
