import { readFile, writeFile } from "node:fs/promises";
import { basename, delimiter, dirname, join } from "node:path";
import type { ToolRun } from "../../model/tool.ts";
import { decodeSource } from "../../submission/source-text.ts";
import { doesNotCompile } from "../compiler-output.ts";
import { filesBelow } from "../files-below.ts";
import type { Bench, Built, Source } from "../toolchain.ts";
import type { JavaLibraries } from "./libraries.ts";
import { missingLibraries } from "./missing-libraries.ts";

type Compiled =
  | Exclude<Built, { status: "ready" }>
  | Readonly<{
      status: "compiled";
      /** Absolute path of the folder with the classes. */
      classes: string;
    }>;

/**
 * All sources of the folder at once, which both programs share. When something in there does not
 * compile it may be the other program's: then this one alone, with what it refers to.
 */
export async function compileJava(
  javac: string,
  source: Source & { path: string },
  sourceRoot: string,
  libraries: JavaLibraries,
  bench: Bench,
): Promise<Compiled> {
  const shared = await bench.once(`javac ${sourceRoot}`, async () => {
    const below = (await filesBelow(sourceRoot)).filter((file) => /\.java$/i.test(file));
    await Promise.all(below.map(toUtf8));
    const packaged = dirname(source.path) !== sourceRoot;
    const files = packaged ? below : below.filter((file) => dirname(file) === sourceRoot);
    // Named after who asked first: programs of different folders may both have a class Main.
    const into = `classes-with-${source.role}`;
    // A module would want to be told where its libraries are; without it they are found as ever.
    const plain = files.filter((file) => basename(file) !== "module-info.java");
    return { into, run: await runJavac(javac, plain, into, sourceRoot, libraries, bench) };
  });
  if (shared.run.code === 0)
    return { status: "compiled", classes: join(bench.outDir, shared.into) };
  const into = `classes-${source.role}`;
  const run = await runJavac(javac, [source.path], into, sourceRoot, libraries, bench);
  if (run.code === 0) return { status: "compiled", classes: join(bench.outDir, into) };
  return refused(run, source, libraries);
}

/** javac reads one encoding for all files and no byte order mark: the copies become UTF-8. */
export async function toUtf8(path: string): Promise<void> {
  const { text, encoding } = decodeSource(await readFile(path));
  if (encoding !== "utf-8") await writeFile(path, text);
}

function runJavac(
  javac: string,
  files: readonly string[],
  into: string,
  sourceRoot: string,
  libraries: JavaLibraries,
  { compile: run, outDir }: Bench,
): Promise<ToolRun> {
  const quiet = ["-encoding", "UTF-8", "-nowarn", "-proc:none", "-Xlint:none"];
  const classPath = [sourceRoot, ...libraries.paths].join(delimiter);
  const places = ["-d", join(outDir, into), "-sourcepath", sourceRoot, "-cp", classPath];
  return run({
    command: [javac, ...compilerFlags, ...quiet, ...places, ...files],
    cwd: sourceRoot,
    interpreters: [javac, ...libraries.ofMachine],
    timeoutMs: 60_000,
    into,
  });
}

const compilerFlags = ["-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-J-Xshare:auto"];

/** A library that is not here, and a compiler too old for the program, are none of the student's mistakes. */
function refused(
  { timedOut, stdout, stderr }: ToolRun,
  { role, root, file }: Source,
  libraries: JavaLibraries,
): Exclude<Compiled, { status: "compiled" }> {
  if (timedOut) {
    const cause = doesNotCompile(role, "the compiler did not end in time", []);
    return { status: "broken", cause };
  }
  const output = stderr + stdout;
  const missing = missingLibraries(libraries);
  if (missing !== undefined && /package [\w.]+ does not exist/.test(output)) return missing;
  const modern =
    /error: (?:.* )?([\w ]{3,40}?) (?:is|are) (?:a preview feature|not supported in -source)/.exec(
      output,
    );
  if (modern !== null) {
    return { status: "unavailable", error: `${file} needs a newer Java: ${modern[0]}` };
  }
  if (!/\berrors?\b/.test(output)) {
    return { status: "unavailable", error: `javac failed: ${output.slice(0, 500)}` };
  }
  return { status: "broken", cause: doesNotCompile(role, output, [root]) };
}
