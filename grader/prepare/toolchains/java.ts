import { readFile, writeFile } from "node:fs/promises";
import { basename, delimiter, dirname, join } from "node:path";
import { decodeSource } from "../../submission/source-text.ts";
import type { ToolRun } from "../../model/tool.ts";
import { doesNotCompile } from "../compiler-output.ts";
import { filesBelow } from "../files-below.ts";
import { everywhere } from "../../model/system-tool.ts";
import { findLanguageTool, type LanguageTool } from "../language-tool.ts";
import { readJavaSource, type JavaSource } from "../java-source.ts";
import type { Bench, Built, Source, Toolchain } from "../toolchain.ts";

const packages = {
  ...everywhere("java-devel"),
  apt: "default-jdk-headless",
  pacman: "jdk-openjdk",
  apk: "openjdk17-jdk",
};
const compiler: LanguageTool = { names: ["javac"], packages, versionArgs: ["-version"] };
const machine: LanguageTool = { names: ["java"], packages, versionArgs: ["-version"] };

/** javac and java; one compiler start serves both programs where they share a source folder. */
export const java: Toolchain = {
  language: "java",
  tools: [compiler, machine],

  async prepare(source, bench) {
    const javac = await findLanguageTool(compiler, bench.env["PATH"]);
    if (typeof javac !== "string") return javac;
    const jvm = await findLanguageTool(machine, bench.env["PATH"]);
    if (typeof jvm !== "string") return jvm;
    const path = source.path ?? "";
    const read = readJavaSource(decodeSource(await readFile(path)).text, basename(path, ".java"));
    if (read.mainClass === undefined) {
      return {
        status: "broken",
        cause: doesNotCompile(source.role, `${source.file}: no class with a main method`, []),
      };
    }
    const sourceRoot = sourceRootOf(path, read);
    const build = await compile(javac, { ...source, path }, sourceRoot, bench);
    if (build.status !== "ready") return build;
    const cwd =
      source.manifest?.cwd === undefined && read.packageName !== "" ? sourceRoot : source.cwd;
    const classPath = [build.classes, sourceRoot].join(delimiter);
    return {
      status: "ready",
      command: [jvm, ...jvmFlags, "-cp", classPath, read.mainClass, ...source.args],
      interpreters: [jvm],
      cwd,
    };
  },
};

// Short programs: no optimising compiler, one collector thread, no statistics file in /tmp.
const jvmFlags = [
  "-Xshare:auto",
  // Else a 64th of the machine's memory is filled before anything is thrown away.
  "-Xms16m",
  "-XX:TieredStopAtLevel=1",
  "-XX:+UseSerialGC",
  "-XX:-UsePerfData",
];

/** The folder that package names count from: `src` of `src/br/redes/Server.java`. */
function sourceRootOf(path: string, { packageName }: JavaSource): string {
  const folder = dirname(path);
  const inside = `/${packageName.replaceAll(".", "/")}`;
  return packageName !== "" && folder.endsWith(inside) ? folder.slice(0, -inside.length) : folder;
}

type Compiled =
  | Exclude<Built, { status: "ready" }>
  | Readonly<{ status: "ready"; classes: string }>;

/**
 * All sources of the folder at once, which both programs share. When something in there does not
 * compile it may be the other program's: then this one alone, with what it refers to.
 */
async function compile(
  javac: string,
  source: Source & { path: string },
  sourceRoot: string,
  bench: Bench,
): Promise<Compiled> {
  const shared = await bench.once(`javac ${sourceRoot}`, async () => {
    const below = (await filesBelow(sourceRoot)).filter((file) => file.endsWith(".java"));
    await Promise.all(below.map(toUtf8));
    const packaged = dirname(source.path) !== sourceRoot;
    const files = packaged ? below : below.filter((file) => dirname(file) === sourceRoot);
    // Named after who asked first: programs of different folders may both have a class Main.
    const into = `classes-with-${source.role}`;
    return { into, run: await runJavac(javac, files, into, sourceRoot, bench) };
  });
  if (shared.run.code === 0) return { status: "ready", classes: join(bench.outDir, shared.into) };
  const into = `classes-${source.role}`;
  const run = await runJavac(javac, [source.path], into, sourceRoot, bench);
  if (run.code === 0) return { status: "ready", classes: join(bench.outDir, into) };
  const output = run.timedOut ? "the compiler did not end in time" : run.stderr + run.stdout;
  return { status: "broken", cause: doesNotCompile(source.role, output, [source.root]) };
}

/** javac reads one encoding for all files and no byte order mark: the copies become UTF-8. */
async function toUtf8(path: string): Promise<void> {
  const { text, encoding } = decodeSource(await readFile(path));
  if (encoding !== "utf-8") await writeFile(path, text);
}

function runJavac(
  javac: string,
  files: readonly string[],
  into: string,
  sourceRoot: string,
  { compile: run, outDir }: Bench,
): Promise<ToolRun> {
  const quiet = ["-encoding", "UTF-8", "-nowarn", "-proc:none", "-Xlint:none"];
  const places = ["-d", join(outDir, into), "-sourcepath", sourceRoot, "-cp", sourceRoot];
  return run({
    command: [javac, ...compilerFlags, ...quiet, ...places, ...files],
    cwd: sourceRoot,
    interpreters: [javac],
    timeoutMs: 60_000,
    into,
  });
}

const compilerFlags = ["-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-J-Xshare:auto"];
