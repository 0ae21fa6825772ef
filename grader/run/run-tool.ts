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
  const start = enclosure.enclose({ command, cwd, env, interpreters });
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

/** Compilers want more than the programs that they make. */
const toolLimits = limitsOf({ cpu: 120, memory: 2048, file: 256, disk: 512 });
