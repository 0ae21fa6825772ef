import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { everywhere } from "../../model/system-tool.ts";
import type { ToolRun } from "../../model/tool.ts";
import { codeHint } from "../../submission/code-hint.ts";
import { readSource } from "../../submission/source-text.ts";
import { stripComments } from "../../submission/strip-comments.ts";
import { doesNotCompile } from "../compiler-output.ts";
import { fitGoVersion, tooNewFor } from "../go-version.ts";
import type { LanguageTool } from "../language-tool.ts";
import { findRealTool } from "../real-tool.ts";
import { shellWord } from "../shell-word.ts";
import type { Bench, Built, Source, Toolchain } from "../toolchain.ts";

const go: LanguageTool = {
  names: ["go"],
  packages: { ...everywhere("go"), apt: "golang-go", dnf: "golang" },
  versionArgs: ["version"],
};

/** The go command, without a network: a file with its helpers, a folder, or a package of a module. */
export const goToolchain: Toolchain = {
  language: "go",
  tools: [go],

  async prepare(source, bench) {
    const compiler = await findRealTool(go, bench);
    if (typeof compiler !== "string") return compiler;
    const packageName = await packageOf(source.path ?? "");
    if (packageName !== "main") {
      const wants = "package main … func main()";
      return { status: "broken", cause: { kind: "no-main", role: source.role, wants } };
    }
    await bench.once("go version", () => fitGoVersion(source.root, compiler));
    const built = await build(compiler, source, bench);
    if (built.run.code !== 0) return await refused(built.run, source, compiler);
    return {
      status: "ready",
      command: [join(bench.outDir, built.into, source.role), ...source.args],
      interpreters: [],
      shown: ["go", "run", ...(await filesOf(source.path ?? "")).map((file) => basename(file))],
    };
  },
};

/**
 * Both programs in one go, so that they share what is compiled of the standard library: since Go 1.20
 * it comes as source. When one of the two does not compile, each by itself.
 */
async function build(
  compiler: string,
  source: Source,
  bench: Bench,
): Promise<Readonly<{ run: ToolRun; into: string }>> {
  const all = bench.sources.filter(({ path }) => path?.toLowerCase().endsWith(".go"));
  if (all.length > 1) {
    const into = "go-all";
    const run = await bench.once(into, () => runGo(compiler, all, into, bench));
    if (run.code === 0) return { run, into };
  }
  const into = `go-${source.role}`;
  return { run: await runGo(compiler, [source], into, bench), into };
}

async function runGo(
  compiler: string,
  sources: readonly Source[],
  into: string,
  { compile, outDir }: Bench,
): Promise<ToolRun> {
  const place = join(outDir, into);
  const builds = sources.map(async ({ role, path = "" }) => {
    const files = await filesOf(path);
    const words = [compiler, "build", ...flags, "-o", join(place, role), ...files];
    return `cd ${shellWord(dirname(path))} && ${words.map(shellWord).join(" ")}`;
  });
  // The cache must lie somewhere, and is of no use once the programs are there.
  const cache = shellWord(join(place, "cache"));
  const env = `export GOCACHE=${cache} GOPROXY=off GOTOOLCHAIN=local GO111MODULE=auto GOFLAGS=`;
  const script = [env, `trap 'rm -rf "$GOCACHE"' EXIT`, (await Promise.all(builds)).join(" && ")];
  return await compile({
    command: ["/bin/sh", "-c", script.join("\n")],
    cwd: dirname(sources[0]?.path ?? ""),
    interpreters: [compiler],
    timeoutMs: 120_000,
    into,
  });
}

/** No tables for a debugger; what a panic says of files and lines is not in them. */
const flags = ["-ldflags=-s -w"] as const;

/** The program's file and those of its package that have no main of their own, as `go run` wants them. */
async function filesOf(path: string): Promise<readonly string[]> {
  const folder = dirname(path);
  const others = (await readdir(folder)).filter(
    (name) => isForLinux(name) && name !== basename(path),
  );
  const parts = await Promise.all(
    others.map(async (name) => {
      const text = await readSource(join(folder, name));
      const isPart = packageIn(text) === "main" && !codeHint(text, "go").runnable;
      return isPart && !/^\/\/go:build\b.*\b(?:ignore|windows|darwin)\b/mu.test(text);
    }),
  );
  return [basename(path), ...others.filter((_, index) => parts[index])].map((name) => `./${name}`);
}

function isForLinux(name: string): boolean {
  return /\.go$/iu.test(name) && !/^[._]|_(?:test|windows|darwin)\.go$/iu.test(name);
}

async function packageOf(path: string): Promise<string> {
  return packageIn(await readSource(path));
}

function packageIn(text: string): string {
  return /^\s*package\s+(\w+)/mu.exec(stripComments(text, "go"))?.[1] ?? "";
}

async function refused(run: ToolRun, source: Source, compiler: string): Promise<Built> {
  const { role, root } = source;
  if (run.timedOut)
    return {
      status: "broken",
      cause: doesNotCompile(role, "the compiler did not end in time", []),
    };
  const tooNew = await tooNewFor(compiler, run.stderr);
  if (tooNew !== undefined) return { status: "unavailable", error: tooNew };
  const foreign = notVendored.exec(run.stderr);
  if (foreign !== null)
    return {
      status: "broken",
      cause: { kind: "module-missing", role, module: foreign[1] ?? foreign[2] ?? "" },
    };
  const output = run.stderr.replace(/^# command-line-arguments\n/gmu, "").replace(/^\.\//gmu, "");
  return { status: "broken", cause: doesNotCompile(role, output, [root]) };
}

/** Paths with a dot in their first part come from the network. */
const notVendored =
  /(?:no required module provides package|cannot find module providing package|missing go\.sum entry for module providing package) ([\w./~-]+)|cannot find package "([\w-]+\.[\w./~-]+)" in any of/u;
