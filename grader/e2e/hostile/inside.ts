import type { ToolRun } from "../../model/tool.ts";
import { runToEnd } from "../../process/spawn.ts";
import { layOutCanary, secretFiles, type Canary } from "./canary.ts";
import type { Expectation } from "./fixture.ts";
import { inGuard } from "./guard-setup.ts";
import { makeOdd } from "./odd-folder.ts";
import { prove, type Outside } from "./prove.ts";
import { differences, takeSnapshot } from "./snapshot.ts";
import { fillSubmission } from "./submission.ts";

/** What the guard is asked to do. */
export type InsideRequest = Readonly<{
  name: string;
  expected: Expectation;
  /** Options of the command line, the reporter among them. */
  options: readonly string[];
  /** Wall time for one grading, in milliseconds. */
  timeoutMs: number;
}>;

/** What became of it, for {@link judge}. */
export type InsideReport = Readonly<{
  gradings: readonly (ToolRun & Readonly<{ durationMs: number }>)[];
  /** Whatever is different from before, a line for each thing. */
  left: readonly string[];
  connections: readonly string[];
  /** Names of the secrets that the grader wrote. */
  told: readonly string[];
}>;

// Runs in a guard, where `guard.ts` starts it: grades one hostile program and looks what it left.
const asked = JSON.parse(process.argv[2] ?? "{}") as InsideRequest & { outside: Outside };
prove(asked.outside);
// Long reports take the pipe a while; servers and children of the canary need not end by themselves.
process.stdout.write(`${JSON.stringify(await gradeInGuard(asked))}\n`, () => process.exit(0));

async function gradeInGuard(request: InsideRequest): Promise<InsideReport> {
  const canary = await layOutCanary();
  fillSubmission(request.name, request.expected.exercise, canary.targets);
  const gradings: InsideReport["gradings"][number][] = [];
  const odd: (() => void)[] = [];
  for (const oddity of request.expected.make) odd.push(await makeOdd(inGuard.submission, oddity));
  const before = takeSnapshot();
  for (let turn = 0; turn < request.expected.repeat; turn += 1) {
    gradings.push(await gradeOnce(request, canary));
  }
  const left = await differences(before, (path) => isExpected(path, request));
  for (const end of odd) end();
  canary.close();
  const written = gradings.map(({ stdout, stderr }) => stdout + stderr).join("\n");
  const told = Object.entries(canary.secrets).flatMap(([name, secret]) =>
    written.includes(secret) ? [name] : [],
  );
  return { gradings, left, connections: canary.connections, told };
}

async function gradeOnce({ expected, options, timeoutMs }: InsideRequest, { env }: Canary) {
  const only = expected.only === undefined ? [] : ["--only", expected.only];
  const begin = performance.now();
  // Whatever starts a grader may have left it something open (a CI's runner does). The locale is not
  // for bash, which complains of one that is not installed.
  const withOpenFile = [
    "bash",
    "-c",
    'exec 200< "$0"; exec env "$@"',
    secretFiles.ssh,
    "LC_ALL=en_US.UTF-8",
  ];
  const run = await runToEnd(
    [
      ...withOpenFile,
      inGuard.node,
      `${inGuard.project}/dist/grader/cli/main.js`,
      "grade",
      expected.exercise,
      inGuard.submission,
      "--seed",
      "1",
      ...only,
      ...options,
    ],
    {
      cwd: inGuard.home,
      env: { PATH: process.env["PATH"] ?? "", HOME: inGuard.home, ...env },
      timeoutMs,
      // Traces of programs that flood their screen are long.
      maxBytes: 32 << 20,
    },
  );
  return { ...run, durationMs: performance.now() - begin };
}

/** What may be different afterwards: a folder that is changed all the time, what compilers made, and locks of ports. */
function isExpected(path: string, { expected, options }: InsideRequest): boolean {
  if (inGuard.keptBuilds.test(path)) return true;
  const changes = expected.make.some((oddity) => oddity.startsWith("changing"));
  if (changes && path.startsWith(inGuard.submission)) return true;
  return options.includes("off") && path.startsWith("/tmp/sockgrade-ports");
}
