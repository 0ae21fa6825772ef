import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { codeHint } from "../../submission/code-hint.ts";
import { readSource } from "../../submission/source-text.ts";
import type { ToolRun } from "../../model/tool.ts";
import { doesNotCompile } from "../compiler-output.ts";
import { findProgram } from "../find-program.ts";
import { findLanguageTool, type LanguageTool } from "../language-tool.ts";
import { everywhere } from "../../model/system-tool.ts";
import { filesBelow } from "../files-below.ts";
import type { Toolchain } from "../toolchain.ts";

const gcc: LanguageTool = {
  names: ["gcc", "cc", "clang"],
  packages: { ...everywhere("gcc"), apt: "gcc libc6-dev", apk: "gcc musl-dev" },
  versionArgs: ["--version"],
};

/** gcc, or whatever compiler the system has; the C library's buffering is turned off by stdbuf(1). */
export const c: Toolchain = {
  language: "c",

  tools: [gcc],

  async prepare({ role, path = "", root, args }, { env, outDir, compile: run }) {
    const compiler = await findLanguageTool(gcc, env["PATH"]);
    if (typeof compiler !== "string") return compiler;
    const binaryIn = (into: string) => join(outDir, into, role);
    const compile = (parts: readonly string[], into: string): Promise<ToolRun> =>
      run({
        command: [
          compiler,
          "-O0",
          "-w",
          "-pthread",
          `-I${root}`,
          `-I${join(root, "include")}`,
          path,
          ...parts,
          "-o",
          binaryIn(into),
          "-lm",
        ],
        cwd: root,
        interpreters: [compiler],
        timeoutMs: 60_000,
        into,
      });

    const folder = dirname(path);
    const beside = (await readdir(folder)).map((name) => join(folder, name));
    let into = role as string;
    let built = await compile(await partsAmong(beside, path), into);
    if (built.code !== 0 && /undefined reference/.test(built.stderr)) {
      const wider = `${role}-with-all`;
      const anywhere = await compile(await partsAmong(await filesBelow(root), path), wider);
      if (anywhere.code === 0) [built, into] = [anywhere, wider];
    }
    if (built.timedOut)
      return {
        status: "broken",
        cause: doesNotCompile(role, "the compiler did not end in time", []),
      };
    if (built.code !== 0)
      return { status: "broken", cause: doesNotCompile(role, built.stderr, [root]) };
    const stdbuf = await findProgram(["stdbuf"], env["PATH"]);
    return {
      status: "ready",
      command: [...(stdbuf === undefined ? [] : [stdbuf, "-o0"]), binaryIn(into), ...args],
      interpreters: stdbuf === undefined ? [] : [stdbuf],
    };
  },
};

/** The other C files that belong to every program: those without a main of their own. */
async function partsAmong(paths: readonly string[], program: string): Promise<readonly string[]> {
  const sources = paths.filter((path) => /\.c$/i.test(path) && path !== program);
  const parts = await Promise.all(
    sources.map(async (path) => !codeHint(await readSource(path), "c").runnable),
  );
  return sources.filter((_, index) => parts[index]);
}
