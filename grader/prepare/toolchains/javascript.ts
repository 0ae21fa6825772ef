import { basename } from "node:path";
import type { Cause } from "../../model/cause.ts";
import type { Launch } from "../../model/submission.ts";
import { onCommandLine } from "../on-command-line.ts";
import type { RunOnLaunch, Toolchain } from "../toolchain.ts";

/** The Node that runs the grader. */
export const javascript: Toolchain = {
  language: "javascript",
  tools: [],

  async prepare({ path = "", cwd, args }) {
    return {
      status: "ready",
      command: [process.execPath, onCommandLine(path, cwd), ...args],
      interpreters: [process.execPath],
      shown: ["node", basename(path)],
    };
  },

  async diagnose(launches, run) {
    const direct = launches.filter(({ command }) => command[0] === process.execPath);
    const causes = await Promise.all(
      direct.map(async (launch) => [launch.role, await checkSyntax(launch, run)] as const),
    );
    return Object.fromEntries(causes.filter(([, cause]) => cause !== undefined));
  },
};

/** `node --check` prints `FILE:LINE`, the line, a pointer, and the error. */
async function checkSyntax(
  { role, file, command, cwd, env, interpreters }: Launch,
  run: RunOnLaunch,
): Promise<Cause | undefined> {
  const [node = "", script = ""] = command;
  const { code, stderr } = await run({
    command: [node, "--check", script],
    cwd,
    env,
    interpreters,
    timeoutMs: 20_000,
  });
  const error = /^SyntaxError: .*$/m.exec(stderr)?.[0];
  if (code === 0 || error === undefined) return undefined;
  const [, line, text] = /:(\d+)\r?\n(.*)/.exec(stderr) ?? [];
  return {
    kind: "syntax-error",
    role,
    place: { file, line: line === undefined ? undefined : Number(line), text: text?.trim() },
    error,
  };
}
