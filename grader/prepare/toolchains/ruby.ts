import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { everywhere } from "../../model/system-tool.ts";
import type { LanguageTool } from "../language-tool.ts";
import { onCommandLine } from "../on-command-line.ts";
import { findRealTool } from "../real-tool.ts";
import type { Toolchain } from "../toolchain.ts";

const interpreter: LanguageTool = {
  names: ["ruby"],
  packages: everywhere("ruby"),
  versionArgs: ["--version"],
};

/** Ruby, which keeps what it prints through a pipe to itself unless it is told otherwise. */
export const ruby: Toolchain = {
  language: "ruby",
  tools: [interpreter],

  async prepare({ path = "", cwd, args }, bench) {
    const found = await findRealTool(interpreter, bench);
    if (typeof found !== "string") return found;
    const unbuffered = join(bench.outDir, "ruby", "unbuffered.rb");
    await bench.once("ruby unbuffered", () => writeOnce(unbuffered));
    return {
      status: "ready",
      // Required first, so that $0, __FILE__, DATA and backtraces stay the program's own.
      command: [found, "-r", unbuffered, onCommandLine(path, cwd), ...args],
      interpreters: [found],
      shown: ["ruby", basename(path)],
    };
  },
};

/** There is neither an option nor a variable for it (ruby(1)). */
async function writeOnce(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, "$stdout.sync = true\n");
}
