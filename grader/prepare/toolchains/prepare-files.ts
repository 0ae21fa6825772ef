import { expect } from "vitest";
import type { Cause } from "../../model/cause.ts";
import type { Launch, Prepared } from "../../model/submission.ts";
import type { RunTool, ToolRun } from "../../model/tool.ts";
import { runToEnd } from "../../process/spawn.ts";
import { plain } from "../../process/testing.ts";
import { openSubmission } from "../../submission/open.ts";
import { tempFolder } from "../../submission/temp-folder.ts";
import { prepare, type PreparedRoles } from "../prepare.ts";

type Host = Readonly<Record<string, string | undefined>>;

/** Compilers and interpreters run here, without a sandbox. */
const runToolHere: RunTool = ({ command, input = "", ...settings }) =>
  runToEnd(command, { ...settings, input });

/** For tests: a submission of these files, prepared. */
export async function prepareFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  host: Host = plain.env,
): Promise<PreparedRoles> {
  const submission = await openSubmission(await tempFolder(files));
  return await prepare(submission, { workDir: await tempFolder(), host, runTool: runToolHere });
}

/** For tests: the launch of a role that is ready to start. */
export function launchOf(prepared: Prepared | undefined): Launch {
  if (prepared?.status !== "ready") expect(prepared).toMatchObject({ status: "ready" });
  return (prepared as Extract<Prepared, { status: "ready" }>).launch;
}

/** For tests: why a role can not be started. */
export function causeOf(prepared: Prepared | undefined): Cause {
  if (prepared?.status !== "broken") expect(prepared).toMatchObject({ status: "broken" });
  return (prepared as Extract<Prepared, { status: "broken" }>).cause;
}

/** For tests: runs a prepared program to its end. */
export async function runLaunch(
  prepared: Prepared | undefined,
  args: readonly string[] = [],
  input = "",
): Promise<ToolRun> {
  const { command, cwd, env } = launchOf(prepared);
  return await runToEnd([...command, ...args], { cwd, env, timeoutMs: 60_000, input });
}
