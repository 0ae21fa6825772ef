import { basename, join } from "node:path";
import type { Note } from "../../model/cause.ts";
import type { ProgramLanguage } from "../../model/submission.ts";
import { findProgram } from "../find-program.ts";
import { findLanguageTool, type LanguageTool } from "../language-tool.ts";
import type { Bench, Built, Source, Toolchain } from "../toolchain.ts";
import { type AsTold, byBuildFile } from "./by-build-file.ts";
import { compileDirectly } from "./directly.ts";
import { warningNotes } from "./warnings.ts";

/** What C and C++ do not have in common. */
export type Native = Readonly<{
  language: ProgramLanguage;
  compiler: LanguageTool;
  /** Before the files. */
  flags: readonly string[];
  /** Options for standards that students compile with, where the compiler's own refuses a program. */
  standards: readonly string[];
  /** Files that are linked with a program when they have no main of their own. */
  parts: RegExp;
}>;

/**
 * A language whose programs become machine code. Its Makefile or CMakeLists.txt builds it, as the student does;
 * where that makes no program, the compiler gets the files directly. The C library's buffering, which C++
 * streams share, is turned off by stdbuf(1).
 */
export function nativeToolchain(native: Native): Toolchain {
  return {
    language: native.language,
    tools: [native.compiler],

    async prepare(source, bench) {
      const compiler = await findLanguageTool(native.compiler, bench.env["PATH"]);
      if (typeof compiler !== "string") return compiler;
      const asTold = await byBuildFile(source, compiler, bench);
      if (asTold?.program !== undefined) {
        return await start(asTold.program, source, bench, warningNotes(source, asTold.output));
      }
      const direct = await compileDirectly({ ...native, compiler }, source, bench);
      if (direct.status !== "compiled") return direct;
      const instead = asTold === undefined ? [] : [insteadOf(asTold, source, bench)];
      const notes = [...instead, ...warningNotes(source, direct.output)];
      const started = await start(direct.program, source, bench, notes);
      const name = basename(source.file).replace(/\.[^.]+$/u, "");
      return { ...started, shown: [`./${name}`] };
    },
  };
}

function insteadOf({ file, output }: AsTold, { role }: Source, { outDir }: Bench): Note {
  const text = output.replaceAll(`${outDir}/`, "").replace(/[^\s:'"]*\/tree\//g, "");
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const first = lines.findIndex((line) => /error|\*\*\*|not found|no such|did not end/i.test(line));
  const told = lines.slice(Math.max(0, first)).slice(0, 4);
  return {
    kind: "compiled-directly",
    role,
    file,
    output: told.map((line) => line.slice(0, 300)).join("\n"),
  };
}

/** A student's -fsanitize=address refuses to start below stdbuf, and to look for leaks in a sandbox. */
const sanitizerEnv = { ASAN_OPTIONS: "verify_asan_link_order=0:detect_leaks=0" };

async function start(
  program: string,
  { args }: Source,
  { env, outDir }: Bench,
  notes: readonly Note[],
): Promise<Extract<Built, { status: "ready" }>> {
  const stdbuf = await findProgram(["stdbuf"], env["PATH"]);
  return {
    status: "ready",
    command: [...(stdbuf === undefined ? [] : [stdbuf, "-o0"]), join(outDir, program), ...args],
    interpreters: stdbuf === undefined ? [] : [stdbuf],
    env: sanitizerEnv,
    notes,
  };
}
