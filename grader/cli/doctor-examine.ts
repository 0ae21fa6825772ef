import type { MissingPiece } from "../model/missing-piece.ts";
import { spawnInTerminal } from "../process/spawn.ts";
import { openSlot } from "../run/slots.ts";
import { findTool } from "../sandbox/find-tool.ts";
import type { Host } from "../sandbox/host.ts";
import { installCommand } from "../sandbox/install-command.ts";
import { probe, showProcesses } from "../sandbox/probe.ts";
import { hiddenProcesses } from "../sandbox/system-facts.ts";
import { type Tool, tools } from "../sandbox/tools.ts";
import { examineLanguages, type FoundLanguage } from "./doctor-languages.ts";
import { refusedTools } from "./missing.ts";
import type { Tried } from "./trial.ts";
import { tryMachine } from "./try-machine.ts";

/** A tool as it was found. */
type FoundTool = Readonly<{ tool: Tool; path: string | undefined }>;

/** A tool that is to be installed. */
type MissingTool = Readonly<Pick<Tool, "name" | "packages">>;

/** What a machine can do. Everything in it was tried, not guessed from names. */
export type Examination = Readonly<{
  tier: 1 | 2 | 3;
  works: Readonly<Record<"namespaces" | "sandbox" | "capture" | "kernel" | "terminal", boolean>>;
  nodeVersion: string;
  tools: readonly FoundTool[];
  languages: readonly FoundLanguage[];
  /** The grader's own, and those of the usual languages. */
  missingTools: readonly MissingTool[];
  /** The command that installs all of them; undefined where no package manager is known. */
  install: string | undefined;
  /** What else is missing, and what changes it. */
  missing: readonly MissingPiece[];
  /** /proc hides others' processes, though not what the grader has to see. */
  harmlessHiding: Readonly<{ value: string; command: string }> | undefined;
}>;

/** Tries everything once. Takes about as long as the start of two slots and of a Java compiler. */
export async function examine(host: Host): Promise<Examination> {
  const [tier, terminal, languages] = await Promise.all([
    tryNamespaces(),
    tryTerminal(host.path),
    examineLanguages(host),
  ]);
  const found = relevantTools().map((tool) => ({ tool, path: findTool(tool.name, host.path) }));
  const isolated = tier === 1;
  const tried = await tryMachine({ isolated, path: host.path });
  const has = (name: string) =>
    found.some(({ tool, path }) => tool.name === name && path !== undefined);
  const works = {
    namespaces: isolated,
    sandbox: has("bwrap") && tried.sandbox === undefined,
    capture: isolated && has("tcpdump") && tried.capture === undefined,
    kernel: tried.look === undefined,
    terminal,
  };
  return {
    tier: isolated ? 1 : works.kernel ? 2 : 3,
    works,
    nodeVersion: process.versions.node,
    tools: found,
    languages,
    ...missingTools(found, languages, host),
    missing: await missingPieces(works, tried, host),
    harmlessHiding: works.kernel ? hiding(host) : undefined,
  };
}

/** The reasons of everything that does not work, but for tools that are only to be installed. */
async function missingPieces(
  works: Examination["works"],
  tried: Tried,
  host: Host,
): Promise<readonly MissingPiece[]> {
  const kernel = works.kernel ? "proc" : "silence";
  const missing = await probe({ isolated: works.namespaces, kernel }, host);
  // Where no slot starts, that is the reason for these as well.
  return works.namespaces ? [...missing, ...refusedTools(tried, missing, host)] : missing;
}

function missingTools(
  found: readonly FoundTool[],
  languages: readonly FoundLanguage[],
  host: Host,
): Pick<Examination, "missingTools" | "install"> {
  const missing = [
    ...found.filter(({ path }) => path === undefined).map(({ tool }) => tool),
    ...languages
      .flatMap((language) => language.tools)
      .filter(({ path, isUsual }) => isUsual && path === undefined),
  ];
  return { missingTools: missing, install: installCommand(missing, host) };
}

function hiding(host: Host): Examination["harmlessHiding"] {
  const value = hiddenProcesses();
  return value === undefined ? undefined : { value, command: showProcesses(host) };
}

async function tryNamespaces(): Promise<1 | 2 | 3> {
  const slot = await openSlot(true);
  slot.close();
  return slot.tier;
}

async function tryTerminal(path: string): Promise<boolean> {
  try {
    const program = await spawnInTerminal(["sh", "-c", "exit 0"], {
      cwd: "/",
      env: { PATH: path },
    });
    return (await program?.exited)?.code === 0;
  } catch {
    // The package is there, but not its library for this system.
    return false;
  }
}

/** Namespaces and what makes them are a matter of Linux alone. */
function relevantTools(): readonly Tool[] {
  return process.platform === "linux" ? tools : [];
}
