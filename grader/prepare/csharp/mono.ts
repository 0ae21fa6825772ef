import { basename, join } from "node:path";
import { everywhere } from "../../model/system-tool.ts";
import type { LanguageTool } from "../language-tool.ts";
import type { Bench, Built, Source } from "../toolchain.ts";
import type { CsharpProject } from "./project.ts";
import { refusedByCsharp } from "./refusal.ts";
import { mcsWarnings } from "./warnings.ts";

/** Mono's compiler. */
export const mcs: LanguageTool = {
  names: ["mcs"],
  packages: { ...everywhere("mono-devel"), apt: "mono-mcs", pacman: "mono", apk: "mono" },
  versionArgs: ["--version"],
};

/** What runs what it makes. */
export const mono: LanguageTool = {
  names: ["mono"],
  packages: { ...everywhere("mono-core"), apt: "mono-runtime", pacman: "mono", apk: "mono" },
  versionArgs: ["--version"],
};

/** Compiles and starts a program with Mono, whose screen is not buffered. A crash tells its line. */
export async function withMono(
  source: Source,
  project: CsharpProject,
  tools: Readonly<{ mcs: string; mono: string }>,
  { compile, outDir }: Bench,
): Promise<Built> {
  const { role, root, args } = source;
  let refused: Exclude<Built, { status: "ready" }> | undefined;
  for (const [index, files] of project.choices.entries()) {
    const into = `mono-${role}-${index}`;
    const program = join(outDir, into, `${role}.exe`);
    const run = await compile({
      command: [tools.mcs, "-codepage:utf8", "-debug", `-out:${program}`, ...files],
      cwd: root,
      interpreters: [tools.mcs, tools.mono],
      timeoutMs: 60_000,
      into,
    });
    if (run.code === 0) {
      return {
        status: "ready",
        command: [tools.mono, "--debug", program, ...args],
        shown: ["mono", basename(source.file).replace(/\.cs$/iu, ".exe")],
        interpreters: [tools.mono],
        notes: mcsWarnings(source, run.stdout + run.stderr),
      };
    }
    refused ??= refusedByCsharp(run, source, project, "mono");
    if (run.timedOut) break;
  }
  return refused as Exclude<Built, { status: "ready" }>;
}
