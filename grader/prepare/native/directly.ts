import { readFile, readdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { ToolRun } from "../../model/tool.ts";
import { codeHint } from "../../submission/code-hint.ts";
import { decodeSource, readSource } from "../../submission/source-text.ts";
import { doesNotCompile } from "../compiler-output.ts";
import { filesBelow } from "../files-below.ts";
import type { Bench, Built, Source } from "../toolchain.ts";
import type { Native } from "./native.ts";
import { withoutWarnings } from "./warnings.ts";

type Compiled = Readonly<{
  status: "compiled";
  /** Relative to the folder for build outputs. */
  program: string;
  output: string;
}>;

/**
 * Compiles a program with the parts beside it; when that does not link with all parts that there are, then
 * alone, as a folder may also hold what belongs to nothing; at last by other standards of the language.
 */
export async function compileDirectly(
  native: Omit<Native, "compiler"> & Readonly<{ compiler: string }>,
  source: Source,
  bench: Bench,
): Promise<Compiled | Exclude<Built, { status: "ready" }>> {
  const { role, path = "", root } = source;
  const files = await filesBelow(root);
  await Promise.all(files.filter((file) => native.parts.test(file)).map(fromUtf16));
  const folder = dirname(path);
  const beside = (await readdir(folder)).map((name) => join(folder, name));
  const near = await partsAmong(beside, path, native);
  const choices = distinct([near, await partsAmong(files, path, native), []]);
  const headers = headerFolders(files, root);
  const runs: ToolRun[] = [];
  for (const [index, { parts, flags }] of [
    ...choices.map((some) => ({ parts: some, flags: native.flags })),
    ...native.standards.map((one) => ({ parts: near, flags: [...native.flags, one] })),
  ].entries()) {
    const into = index === 0 ? role : `${role}-again-${index}`;
    const told = { compiler: native.compiler, flags, headers };
    const run = await compile(told, [path, ...parts], into, source, bench);
    if (run.code === 0) {
      return { status: "compiled", program: join(into, role), output: run.stderr };
    }
    runs.push(run);
    if (run.timedOut) break;
  }
  return refused(source, runs, native.compiler);
}

/** Compilers read no UTF-16, which is what some editors on Windows save. */
async function fromUtf16(path: string): Promise<void> {
  const { text, encoding } = decodeSource(await readFile(path));
  if (encoding.startsWith("utf-16")) await writeFile(path, text);
}

/** The other files that belong to every program: those without a main of their own, and that no file includes. */
async function partsAmong(
  paths: readonly string[],
  program: string,
  { language, parts }: Pick<Native, "language" | "parts">,
): Promise<readonly string[]> {
  const sources = paths.filter((path) => parts.test(path));
  const texts = await Promise.all(sources.map((path) => readSource(path)));
  const included = new Set(texts.flatMap(includesOf));
  return sources.filter(
    (path, index) =>
      path !== program &&
      !included.has(basename(path)) &&
      !codeHint(texts[index] ?? "", language).runnable,
  );
}

function includesOf(text: string): readonly string[] {
  return [...text.matchAll(/^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"/gm)].map(([, path = ""]) =>
    basename(path),
  );
}

function distinct(choices: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(choices.map((files) => [files.toSorted().join("\n"), files])).values()];
}

/** Where headers lie: whoever wrote them knows which of these folders the compiler was told. */
function headerFolders(files: readonly string[], root: string): readonly string[] {
  const folders = files.filter((file) => /\.(?:h|hh|hpp|hxx)$/i.test(file)).map(dirname);
  return [...new Set([root, ...folders])].slice(0, mostHeaderFolders);
}

const mostHeaderFolders = 20;

function compile(
  told: Readonly<{ compiler: string; flags: readonly string[]; headers: readonly string[] }>,
  files: readonly string[],
  into: string,
  { role, root }: Source,
  { compile: run, outDir }: Bench,
): Promise<ToolRun> {
  const { compiler, flags, headers } = told;
  const options = ["-O0", "-Wall", "-pthread", ...flags, ...headers.map((folder) => `-I${folder}`)];
  return run({
    command: [compiler, ...options, ...files, "-o", join(outDir, into, role), "-lm"],
    cwd: root,
    interpreters: [compiler],
    timeoutMs: 60_000,
    into,
  });
}

function refused(
  { role, root }: Source,
  runs: readonly ToolRun[],
  compiler: string,
): Exclude<Built, { status: "ready" }> {
  const [first] = runs;
  const output = withoutWarnings(first?.stderr ?? "");
  if (runs.some(({ timedOut }) => timedOut)) {
    const cause = doesNotCompile(role, "the compiler did not end in time", []);
    return { status: "broken", cause };
  }
  if (!/error|undefined|duplicate symbol/i.test(output)) {
    return {
      status: "unavailable",
      error: `${basename(compiler)} failed: ${output.slice(0, 500)}`,
    };
  }
  return { status: "broken", cause: doesNotCompile(role, output, [root]) };
}
