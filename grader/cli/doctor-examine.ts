import { detectKernel } from "../kernel/kernel.ts";
import { runToEnd, spawnInTerminal } from "../process/spawn.ts";
import { openSlot } from "../run/slots.ts";
import { installCommand } from "../sandbox/install-command.ts";
import { namespaceLimits, relaxCommand } from "../sandbox/namespace-limits.ts";
import { findTool, type Tool, tools } from "../sandbox/probe.ts";

/** A tool as it was found; `version` only where one was asked for. */
type FoundTool = Readonly<{ tool: Tool; path: string | undefined; version: string | undefined }>;

/** What a machine can do. Everything in it was tried, not guessed from names. */
export type Examination = Readonly<{
  tier: 1 | 2 | 3;
  kernel: "proc" | "silence";
  hasTerminal: boolean;
  nodeVersion: string;
  tools: readonly FoundTool[];
  missing: readonly Tool[];
  /** The command that installs what is missing; undefined where no package manager is known. */
  install: string | undefined;
  /** The command that allows namespaces, where a setting is all that forbids them. */
  relax: string | undefined;
}>;

/** Tries everything once. Takes about as long as the start of a slot and of a Java compiler. */
export async function examine(
  env: Readonly<Record<string, string | undefined>>,
): Promise<Examination> {
  const path = env["PATH"] ?? "";
  const isRoot = process.geteuid?.() === 0;
  const [slotTier, hasTerminal, found] = await Promise.all([
    tryNamespaces(),
    tryTerminal(path),
    Promise.all(relevantTools().map((tool) => findWithVersion(tool, path))),
  ]);
  const missing = found.filter((one) => one.path === undefined).map(({ tool }) => tool);
  // A slot starts without some of its tools, and the programs in it then do not.
  const lacksNetwork = missing.some(({ need }) => need === "network");
  const tier = slotTier === 1 && lacksNetwork ? 2 : slotTier;
  const limits = tier === 1 ? [] : namespaceLimits();
  return {
    tier,
    kernel: detectKernel().kind,
    hasTerminal,
    nodeVersion: process.versions.node,
    tools: found,
    missing,
    install: installCommand(missing, { path, isRoot }),
    relax: limits.length === 0 ? undefined : relaxCommand(limits, isRoot),
  };
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
  return tools.filter(({ need }) => process.platform === "linux" || need === "language");
}

async function findWithVersion(tool: Tool, path: string): Promise<FoundTool> {
  const file = findTool(tool.name, path);
  const isAsked = file !== undefined && tool.need === "language";
  return { tool, path: file, version: isAsked ? await versionOf(file, path) : undefined };
}

async function versionOf(file: string, path: string): Promise<string | undefined> {
  const settings = { cwd: "/", env: { PATH: path }, timeoutMs: 10_000 };
  const { code, stdout, stderr } = await runToEnd([file, "--version"], settings);
  return code === 0 ? /\d+(?:\.\d+)+/u.exec(`${stdout}\n${stderr}`)?.[0] : undefined;
}
