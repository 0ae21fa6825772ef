import { dirname, join } from "node:path";
import { everywhere } from "../../model/system-tool.ts";
import type { ToolRun } from "../../model/tool.ts";
import { buildWithCargo } from "../cargo.ts";
import { doesNotCompile } from "../compiler-output.ts";
import type { LanguageTool } from "../language-tool.ts";
import { onCommandLine } from "../on-command-line.ts";
import { findRealTool } from "../real-tool.ts";
import { refusedByRust } from "../rust-refusal.ts";
import type { Bench, Built, Source, Toolchain } from "../toolchain.ts";

const rustcTool: LanguageTool = {
  names: ["rustc"],
  packages: { ...everywhere("rust"), apt: "rustc" },
  versionArgs: ["--version"],
};
const cargoTool: LanguageTool = {
  names: ["cargo"],
  packages: { ...everywhere("cargo"), pacman: "rust" },
  versionArgs: ["--version"],
};

/** cargo where there is a Cargo.toml, without a network; rustc for a file that stands alone. */
export const rust: Toolchain = {
  language: "rust",
  tools: [rustcTool, cargoTool],

  async prepare(source, bench) {
    const rustc = await findRealTool(rustcTool, bench);
    if (typeof rustc !== "string") return rustc;
    const withCargo = await buildWithCargo(source, bench, rustc, () =>
      findRealTool(cargoTool, bench),
    );
    return withCargo ?? (await buildAlone(rustc, source, bench));
  },
};

/** A file and the modules that it names; in the edition of today, else in the one that rustc assumes. */
async function buildAlone(rustc: string, source: Source, bench: Bench): Promise<Built> {
  const into = `rust-${source.role}`;
  const run = await runRustc(rustc, "2021", source, into, bench);
  if (run.code === 0) return ready(source, join(bench.outDir, into, source.role));
  const older = `${into}-2015`;
  const again = run.timedOut ? run : await runRustc(rustc, "2015", source, older, bench);
  if (again.code === 0) return ready(source, join(bench.outDir, older, source.role));
  if (run.timedOut)
    return {
      status: "broken",
      cause: doesNotCompile(source.role, "the compiler did not end in time", []),
    };
  return refusedByRust(run.stderr, source);
}

function ready(source: Source, program: string): Built {
  return {
    status: "ready",
    command: [program, ...source.args],
    interpreters: [],
    shown: [`./${source.file.slice(source.file.lastIndexOf("/") + 1).replace(/\.rs$/iu, "")}`],
  };
}

function runRustc(
  rustc: string,
  edition: string,
  { role, path = "" }: Source,
  into: string,
  { compile, outDir }: Bench,
): Promise<ToolRun> {
  const cwd = dirname(path);
  return compile({
    command: [
      rustc,
      `--edition=${edition}`,
      // The file's name may be none that a crate can have.
      `--crate-name=${role}`,
      "--cap-lints=allow",
      "--color=never",
      "-Cdebuginfo=0",
      // No tables for a debugger: the standard library's alone are four megabytes.
      "-Clink-arg=-s",
      "-o",
      join(outDir, into, role),
      onCommandLine(path, cwd),
    ],
    cwd,
    interpreters: [rustc],
    timeoutMs: 60_000,
    into,
  });
}
