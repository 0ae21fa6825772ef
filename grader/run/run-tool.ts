import { limitsOf } from "../model/limits.ts";
import type { ToolRequest, ToolRun } from "../model/tool.ts";
import { runToEnd } from "../process/spawn.ts";
import type { Network } from "../sandbox/network.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";

/**
 * Runs a compiler, a build command or an interpreter on a submission, enclosed like the programs
 * themselves; what it makes is taken over when it ends well, if that is wanted.
 */
export async function runTool(
  { workplace, command, cwd, env, interpreters, timeoutMs, input, takes }: ToolRequest,
  { network, sandbox }: Readonly<{ network: Network; sandbox: Sandbox }>,
): Promise<ToolRun> {
  await using enclosure = await sandbox.open(
    workplace,
    toolLimits,
    takes.length > 0 ? "build" : "check",
  );
  const start = enclosure.enclose({ command: withMemory(command), cwd, env, interpreters });
  const run = await runToEnd(network.wrap("server", start.command), {
    cwd: start.cwd,
    env: start.env,
    timeoutMs,
    ...(input === undefined ? {} : { input: enclosure.namesInside(input) }),
  });
  if (run.code === 0) for (const folder of takes) enclosure.keep(folder);
  const { stdout, stderr } = run;
  return {
    ...run,
    stdout: enclosure.namesOutside(stdout),
    stderr: enclosure.namesOutside(stderr),
  };
}

/** Nobody watches a tool: what each of its processes may have for itself is the kernel's business (RLIMIT_DATA). */
function withMemory(command: readonly string[]): readonly string[] {
  if (process.platform === "win32") return command;
  return ["/bin/sh", "-c", `ulimit -d ${memoryKiB}; exec "$@"`, "sh", ...command];
}

const memoryKiB = 2048 * 1024;

/** Compilers want more than the programs that they make. */
const toolLimits = limitsOf({ cpu: 120, file: 256, disk: 512 });
