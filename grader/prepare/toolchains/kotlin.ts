import { realpath } from "node:fs/promises";
import { basename, delimiter, dirname, join } from "node:path";
import { everywhere } from "../../model/system-tool.ts";
import type { ToolRun } from "../../model/tool.ts";
import { codeHint } from "../../submission/code-hint.ts";
import { readSource } from "../../submission/source-text.ts";
import { filesBelow } from "../files-below.ts";
import { toUtf8 } from "../java/compile.ts";
import { findJavaLibraries, type JavaLibraries } from "../java/libraries.ts";
import { findJavaTool, jvm, jvmFlags } from "../java/tools.ts";
import { readKotlinMain } from "../kotlin-main.ts";
import { refusedByKotlin } from "../kotlin-refusal.ts";
import type { LanguageTool } from "../language-tool.ts";
import { findRealTool } from "../real-tool.ts";
import type { Bench, Source, Toolchain } from "../toolchain.ts";

const kotlinc: LanguageTool = {
  names: ["kotlinc"],
  packages: everywhere("kotlin"),
  versionArgs: ["-version"],
  isSlowToTell: true,
};

/** kotlinc, which takes seconds to start: once for both programs where that goes well. */
export const kotlin: Toolchain = {
  language: "kotlin",
  tools: [kotlinc, jvm],

  async prepare(source, bench) {
    const found = await findRealTool(kotlinc, bench);
    if (typeof found !== "string") return found;
    const machine = await findJavaTool(jvm, bench);
    if (typeof machine !== "string") return machine;
    const compiler = await realpath(found);
    // A version manager's shim has nothing beside it.
    const library = await realpath(join(compiler, "../../lib/kotlin-stdlib.jar")).catch(() => "");
    if (library === "") {
      const error = `${found} has no lib/kotlin-stdlib.jar beside it, which programs in Kotlin need`;
      return { status: "unavailable", error };
    }
    const path = source.path ?? "";
    const libraries = await findJavaLibraries(source, bench.host);
    const tools = { compiler, interpreters: [compiler, machine, library, ...libraries.ofMachine] };
    const { run, into } = await compile({ ...source, path }, tools, libraries, bench);
    if (run.code !== 0) return refusedByKotlin(run, source, libraries);
    const mainClass = readKotlinMain(await readSource(path), basename(path));
    const classPath = [join(bench.outDir, into), library, ...libraries.paths].join(delimiter);
    return {
      status: "ready",
      command: [machine, ...jvmFlags, "-cp", classPath, mainClass, ...source.args],
      interpreters: [machine, library, ...libraries.ofMachine],
      shown: ["kotlin", mainClass],
    };
  },
};

type Tools = Readonly<{ compiler: string; interpreters: readonly string[] }>;
type Compiled = Readonly<{ run: ToolRun; into: string }>;

/**
 * Everything that was handed in, which may well be both programs; when that does not compile, this one with the
 * parts beside it. Test folders want what only a build tool brings.
 */
async function compile(
  source: Source & { path: string },
  tools: Tools,
  libraries: JavaLibraries,
  bench: Bench,
): Promise<Compiled> {
  const { role, root, path } = source;
  const shared = await bench.once("kotlinc", async () => {
    const all = (await filesBelow(root)).filter((file) => /\.kt$/i.test(file));
    await Promise.all(all.map(toUtf8));
    const files = all.filter((file) => !/\/tests?\//i.test(file.slice(root.length)));
    const into = "kotlin-all";
    return { all, into, run: await runKotlinc(files, into, source, tools, libraries, bench) };
  });
  if (shared.run.code === 0) return shared;
  const beside = shared.all.filter((file) => file !== path && dirname(file) === dirname(path));
  const isPart = await Promise.all(
    beside.map(async (file) => !codeHint(await readSource(file), "kotlin").runnable),
  );
  const parts = beside.filter((_, index) => isPart[index]);
  if (parts.length + 1 === shared.all.length) return shared;
  const into = `kotlin-${role}`;
  return { into, run: await runKotlinc([path, ...parts], into, source, tools, libraries, bench) };
}

function runKotlinc(
  files: readonly string[],
  into: string,
  { root }: Source,
  { compiler, interpreters }: Tools,
  libraries: JavaLibraries,
  { compile: run, outDir }: Bench,
): Promise<ToolRun> {
  const classPath = libraries.paths.length > 0 ? ["-cp", libraries.paths.join(delimiter)] : [];
  return run({
    command: [
      compiler,
      ...compilerFlags,
      "-nowarn",
      ...classPath,
      "-d",
      join(outDir, into),
      ...files,
    ],
    cwd: root,
    interpreters,
    timeoutMs: 60_000,
    into,
  });
}

// Without the optimising compiler it ends in half the time.
const compilerFlags = ["-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-J-Xshare:auto"];
