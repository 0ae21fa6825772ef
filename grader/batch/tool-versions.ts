import { open, realpath, stat } from "node:fs/promises";
import type { ProgramLanguage } from "../model/submission.ts";
import { findProgram } from "../prepare/find-program.ts";
import type { LanguageTool } from "../prepare/language-tool.ts";
import { toolchains } from "../prepare/toolchains/index.ts";
import { runToEnd } from "../process/spawn.ts";

type Host = Readonly<Record<string, string | undefined>>;

/**
 * Tells which compilers and interpreters a language has here, so that another version of one makes results
 * that were kept old. Nothing is started but version managers' scripts, which hide what they lead to.
 */
export class ToolVersions {
  readonly #host: Host;
  readonly #known = new Map<string, Promise<string>>();

  constructor(host: Host) {
    this.#host = host;
  }

  async of(languages: readonly ProgramLanguage[]): Promise<readonly string[]> {
    const tools = toolchains
      .filter(({ language }) => languages.includes(language))
      .flatMap((toolchain) => toolchain.tools);
    return await Promise.all(tools.map((tool) => this.#versionOf(tool)));
  }

  #versionOf(tool: LanguageTool): Promise<string> {
    const name = tool.names[0];
    const known = this.#known.get(name) ?? identify(tool, this.#host);
    this.#known.set(name, known);
    return known;
  }
}

async function identify({ names, versionArgs }: LanguageTool, host: Host): Promise<string> {
  const path = await findProgram(names, host["PATH"]);
  if (path === undefined) return `${names[0]} missing`;
  const real = await realpath(path);
  const { size, mtimeMs } = await stat(real);
  const identity = `${real} ${size} ${mtimeMs}`;
  return (await isScript(real)) ? `${identity} ${await ask(path, versionArgs, host)}` : identity;
}

async function ask(path: string, versionArgs: readonly string[], host: Host): Promise<string> {
  const env = Object.fromEntries(
    Object.entries(host).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const command = [path, ...versionArgs];
  const { stdout, stderr } = await runToEnd(command, { cwd: "/", env, timeoutMs: 10_000 });
  return `${stdout}${stderr}`.trim();
}

async function isScript(path: string): Promise<boolean> {
  const file = await open(path, "r").catch(() => undefined);
  try {
    const start = await file?.read(Buffer.alloc(2), 0, 2, 0);
    return start?.buffer.toString("latin1") === "#!";
  } finally {
    await file?.close();
  }
}
