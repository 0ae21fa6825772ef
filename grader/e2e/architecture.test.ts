import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { expect, test } from "vitest";
import { packageRoot } from "../exercise/package-root.ts";

// The rules of ARCHITECTURE.md, held against every file that ships.
const sources = new Map(
  ["grader", "exercises"].flatMap((root) =>
    readdirSync(join(packageRoot, root), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name): [string, string] => [`${root}/${name}`, read(`${root}/${name}`)]),
  ),
);
const isTest = /^grader\/e2e\/|(?:\.test|\/testing)\.ts$/u;
const shipped = [...sources.keys()].filter((file) => !isTest.test(file));
const arrows = shipped
  .flatMap(importsOf)
  .map((one) => ({ ...one, from: folderOf(one.file), to: folderOf(one.target) }))
  .filter(({ from, to }) => from !== to);
const table = read("ARCHITECTURE.md").split("## Allowed imports")[1]?.split("\n## ")[0] as string;
const rows = [...table.matchAll(/^\| ((?!folder)\w+) \|(.*)\|$/gmu)].map(([, from, to]) => ({
  from: from as string,
  to: (to as string).split(",").map((name) => name.trim()),
}));
const allowed = rows.flatMap(({ from, to }) =>
  to.filter(Boolean).map((name) => `${from} → ${name}`),
);

test("every import between folders stands in the table, and nothing else stands there", () => {
  const plain = new Set(
    arrows.filter((one) => !one.isType).map(({ from, to }) => `${from} → ${to}`),
  );
  const needed = new Set(
    arrows
      .map(({ from, to }) => `${from} → ${to}`)
      .map((one) => (plain.has(one) ? one : `${one} (types)`)),
  );
  const strangers = arrows.filter(({ from, to, isType }) => {
    const arrow = `${from} → ${to}`;
    return !allowed.includes(arrow) && !(isType && allowed.includes(`${arrow} (types)`));
  });
  expect(strangers.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
  expect(allowed.filter((arrow) => !needed.has(arrow))).toEqual([]);
  expect(new Set(shipped.map(folderOf))).toEqual(new Set(rows.map(({ from }) => from)));
});

test("no file needs itself, over whatever way", () => {
  const reaches = (file: string, goal: string, seen: Set<string>): boolean =>
    importsOf(file).some(({ target, isType }) => {
      if (isType) return false;
      return target === goal || (!seen.has(target) && reaches(target, goal, seen.add(target)));
    });
  expect([...sources.keys()].filter((file) => reaches(file, file, new Set()))).toEqual([]);
});

const starts = /from "(?:node:)?child_process"|from "execa"/u;
const touches = /\bprocess\.(?:argv|env|exit)\b/u;
const writes = /\bprocess\.stdout\b|\bconsole\./u;
// A companion's environment; processes that end with their parent; where the host's tools are.
const exceptions =
  "process/spawn|sandbox/client-side|run/open-sandbox|run/slot-process|run/with-prepared";

test.each([
  ["starts programs", starts, /^grader\/process\/spawn\.ts$/u],
  ["touches argv, env or exit", touches, new RegExp(`^grader/(?:cli/.*|${exceptions})\\.ts$`, "u")],
  ["writes to standard output", writes, /^grader\/(?:cli|report)\//u],
])("nobody else %s", (_, pattern, home) => {
  const found = shipped.filter((file) => pattern.test(read(file)));
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((file) => !home.test(file))).toEqual([]);
});

function importsOf(file: string) {
  const statement = /^(?:import|export)( type)?\b[^;"]*?\bfrom "(\..+?)"|\bimport[ (]"(\..+?)"/gmu;
  return [...(sources.get(file) ?? "").matchAll(statement)].map(([, type, from, bare]) => {
    return {
      file,
      target: join(dirname(file), (from ?? bare) as string),
      isType: type !== undefined,
    };
  });
}

function folderOf(file: string): string {
  return file.split("/")[file.startsWith("grader/") ? 1 : 0] as string;
}

function read(file: string): string {
  return readFileSync(join(packageRoot, file), "utf8");
}
