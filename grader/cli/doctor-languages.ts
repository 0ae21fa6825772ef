import type { ProgramLanguage } from "../model/submission.ts";
import type { LanguageTool } from "../prepare/language-tool.ts";
import { findRealTool } from "../prepare/real-tool.ts";
import { toolchains } from "../prepare/toolchains/index.ts";
import { runToEnd } from "../process/spawn.ts";
import type { Host } from "../sandbox/host.ts";
import { installCommand } from "../sandbox/install-command.ts";
import { signsOf } from "../submission/languages/index.ts";

/** A program that a language needs, as it was found; `version` where it told one. */
export type FoundLanguageTool = Readonly<{
  name: string;
  packages: LanguageTool["packages"];
  /** Set up on every machine; others only where a class writes in the language. */
  isUsual: boolean;
  path: string | undefined;
  version: string | undefined;
}>;

/** What a machine has for the programs of one language. */
export type FoundLanguage = Readonly<{
  language: ProgramLanguage;
  /** As people call it. */
  name: string;
  tools: readonly FoundLanguageTool[];
  /** What installs its missing tools; undefined where none is, or no package manager is known. */
  install: string | undefined;
}>;

/** Looks for what every language needs besides Node, and asks each tool for its version. */
export async function examineLanguages(host: Host): Promise<readonly FoundLanguage[]> {
  const needing = toolchains.filter(({ tools }) => tools.length > 0);
  return await Promise.all(
    needing.map(async ({ language, tools }) => {
      const found = await Promise.all(tools.map((tool) => examineTool(tool, host.path)));
      return {
        language,
        name: signsOf(language)?.name ?? language,
        tools: found,
        install: installCommand(
          found.filter(({ path }) => path === undefined),
          host,
        ),
      };
    }),
  );
}

/** What most classes of these exercises write in: installing all there is would take gigabytes. */
const usual: ReadonlySet<string> = new Set(["python3", "javac", "java", "gcc"]);

async function examineTool(tool: LanguageTool, path: string): Promise<FoundLanguageTool> {
  const found = await findRealTool(tool, { env: { PATH: path }, host: process.env });
  const place = typeof found === "string" ? found : undefined;
  const isAsked = place !== undefined && tool.isSlowToTell !== true;
  return {
    name: tool.names[0],
    isUsual: usual.has(tool.names[0]),
    packages: tool.packages,
    path: place,
    version: isAsked ? await versionOf([place, ...tool.versionArgs], path) : undefined,
  };
}

/** Asked once: setup examines the machine before and after, and some tools take a second to tell. */
async function versionOf(command: readonly string[], path: string): Promise<string | undefined> {
  const key = command.join("\n");
  const known = versions.get(key) ?? askVersion(command, path);
  versions.set(key, known);
  return await known;
}

const versions = new Map<string, Promise<string | undefined>>();

async function askVersion(command: readonly string[], path: string): Promise<string | undefined> {
  const env = { PATH: path, HOME: process.env["HOME"] ?? "/" };
  const { code, stdout, stderr } = await runToEnd(command, { cwd: "/", env, timeoutMs: 10_000 });
  return code === 0 ? /\d+(?:\.\d+)+/u.exec(`${stdout}\n${stderr}`)?.[0] : undefined;
}
