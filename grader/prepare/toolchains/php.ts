import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { everywhere } from "../../model/system-tool.ts";
import { readSource } from "../../submission/source-text.ts";
import type { LanguageTool } from "../language-tool.ts";
import { onCommandLine } from "../on-command-line.ts";
import { missingExtension } from "../php-extensions.ts";
import { findRealTool } from "../real-tool.ts";
import type { Toolchain } from "../toolchain.ts";

const interpreter: LanguageTool = {
  names: ["php"],
  packages: { ...everywhere("php-cli"), pacman: "php", apk: "php83", zypper: "php8-cli" },
  versionArgs: ["--version"],
};

/** The php of the command line, with what the sources call of its extensions. */
export const php: Toolchain = {
  language: "php",
  tools: [interpreter],

  async prepare({ path = "", cwd, args }, bench) {
    const found = await findRealTool(interpreter, bench);
    if (typeof found !== "string") return found;
    const missing = await missingExtension(await textsIn(dirname(path)), found, bench);
    if (missing !== undefined) return { status: "unavailable", error: missing };
    return {
      status: "ready",
      command: [found, ...settings, onCommandLine(path, cwd), ...args],
      interpreters: [found],
      shown: ["php", basename(path)],
    };
  },
};

// Output as it is made, whatever php.ini says; what goes wrong once, as text, where errors belong.
const settings = [
  "output_buffering=0",
  "implicit_flush=1",
  "display_errors=stderr",
  "log_errors=0",
  "html_errors=0",
].flatMap((setting) => ["-d", setting]);

async function textsIn(folder: string): Promise<readonly string[]> {
  const sources = (await readdir(folder))
    .filter((name) => /\.php$/iu.test(name))
    .slice(0, mostRead);
  return await Promise.all(sources.map((name) => readSource(join(folder, name))));
}

const mostRead = 20;
