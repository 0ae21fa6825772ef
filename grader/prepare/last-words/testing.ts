import type { Cause } from "../../model/cause.ts";
import type { Role } from "../../model/role.ts";
import type { Launch, Prepared } from "../../model/submission.ts";
import type { RunTool } from "../../model/tool.ts";
import { runToEnd } from "../../process/spawn.ts";
import { explainCrash } from "../../scenario/crash.ts";
import type { ProgramActor } from "../../scenario/program-actor.ts";
import { lastLineOf } from "../../scenario/screen-match.ts";
import { openSubmission } from "../../submission/open.ts";
import { tempFolder } from "../../submission/temp-folder.ts";
import { diagnose } from "../diagnose.ts";
import { prepare } from "../prepare.ts";
import type { LastWords } from "./last-words.ts";

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Prepares real programs, runs the one of `role` to its end if it can be started, and names what went wrong. */
export async function nameOf(
  files: Files,
  role: Role = "server",
  { host = process.env, args = [], ...known }: Known = {},
): Promise<Cause | undefined> {
  const prepared = await preparedFrom(files, role, host);
  return prepared?.status === "ready"
    ? await nameAfterRun(prepared.launch, args, known)
    : brokenBy(prepared);
}

/** How a server would be started. */
export async function launchOf(files: Files, host: NodeJS.ProcessEnv): Promise<Launch> {
  const prepared = await preparedFrom(files, "server", host);
  if (prepared?.status !== "ready") throw new Error(JSON.stringify(prepared ?? "no server"));
  return prepared.launch;
}

async function preparedFrom(
  files: Files,
  role: Role,
  host: NodeJS.ProcessEnv,
): Promise<Prepared | undefined> {
  const submission = await openSubmission(await tempFolder(files));
  return (await prepare(submission, { workDir: await tempFolder(), host, runTool }))[role];
}

type Known = Readonly<{ host?: NodeJS.ProcessEnv; args?: readonly string[] }> & Partial<LastWords>;

function brokenBy(prepared: Prepared | undefined): Cause {
  if (prepared?.status === "broken") return prepared.cause;
  throw new Error(JSON.stringify(prepared ?? "no such role"));
}

async function nameAfterRun(
  launch: Launch,
  args: readonly string[],
  known: Partial<LastWords>,
): Promise<Cause | undefined> {
  const { command, cwd, env } = launch;
  const run = await runToEnd([...command, ...args], { cwd, env, timeoutMs: 60_000, input: "" });
  const { code, signal, stdout, stderr } = run;
  const spoken = `${stdout}\n${stderr}`;
  const crash = explainCrash({
    name: launch.role,
    launch,
    exit: { code, signal },
    wasEnded: false,
    screen: { spoken, errorText: stderr },
  } as ProgramActor);
  return diagnose(launch, {
    spoken,
    lastLine: crash?.lastLine ?? lastLineOf(spoken),
    end: { code, signal },
    place: crash?.place,
    hasDoneNothing: true,
    isConnecting: false,
    transport: "tcp",
    wasFirst: true,
    hasEveryAddress: false,
    ...known,
  });
}

/** Here, without a sandbox. */
const runTool: RunTool = ({ command, input = "", ...settings }) =>
  runToEnd(command, { ...settings, input });
