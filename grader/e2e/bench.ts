import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { packageRoot } from "../exercise/package-root.ts";
import type { CheckResult } from "../model/result.ts";
import { processIds } from "../kernel/process.ts";
import { runToEnd, spawnCompanion } from "../process/spawn.ts";
import { openSlot } from "../run/slots.ts";
import { slotCommand } from "../sandbox/slot-command.ts";
import { preparingCosts } from "./bench-preparing.ts";
import { gradeToJson, plainEnvironment, sockgradeCommand } from "./run-sockgrade.ts";

// What grading costs, against what the same work costs without a grader. Every figure is a wall time
// of whole processes; the two sides of a comparison take turns, and what counts is the median of
// their ratios. It informs and never fails.
const rounds = 9;
const reference = join(packageRoot, "exercises", "ex3-ping-pong-tcp", "reference", "python");
const unanswered = join(packageRoot, "fixtures", "submissions", "ex3", "wrong-reply-never-sent");
const right = join(packageRoot, "fixtures", "submissions", "ex3", "right-handout-gethostname");

const grading = (path: string) => [
  ...sockgradeCommand,
  "grade",
  "ex3",
  path,
  "--seed",
  "1",
  "--exit-zero",
];
const workDir = await mkdtemp(join(tmpdir(), "sockgrade-bench-"));
try {
  const bare = await bareCounterpart(workDir);
  const pingPong = await compare(grading(reference), bare);
  row(
    "grade ex3 --reference / the same programs bare",
    pingPong,
    median(pingPong.map(ratio)),
    "≤ 1.5",
    "×",
  );

  const silence = await compare(grading(unanswered), grading(right));
  const seconds = median(silence.map(([one, other]) => (one - other) / 1000));
  row("server never answers − right program", silence, seconds, "≤ +0.5", " s");

  const list = await compare([...sockgradeCommand, "list"], [process.execPath, "-e", "0"]);
  row("sockgrade list / node -e 0", list, median(list.map(ratio)), "≤ 3", "×");

  for (const [side, times] of Object.entries(await enclosedAndBare(workDir))) {
    const cost = median(times.map(([one, other]) => one - other));
    row(`a program enclosed − bare, ${side}'s side`, times, cost, "≤ 12", " ms");
  }
  const preparing = await preparingCosts(workDir, rounds);
  timeRow("a Python submission found and prepared", preparing.python, 30);
  timeRow("a compilation in C that was done before", preparing.cachedC, 10);
  timeRow("a compilation in Java that was done before", preparing.cachedJava, 10);
  timeRow("programs found among 5,000 files", preparing.manyFiles, 150);

  const [slotMiB, nodeMiB] = await memoryOfSlot();
  process.stdout.write(
    `${"memory of a slot − plain Node (PSS)".padEnd(48)} ${slotMiB.toFixed(1).padStart(5)} MiB ${nodeMiB.toFixed(1).padStart(5)} MiB   ${(slotMiB - nodeMiB).toFixed(1).padStart(11)} MiB   target ≤ 25 MiB\n`,
  );
} finally {
  await rm(workDir, { recursive: true, force: true });
}

type Pair = readonly [number, number];

/** Wall times in milliseconds of both commands, one after the other in every round. */
async function compare(one: readonly string[], other: readonly string[]): Promise<readonly Pair[]> {
  const times: Pair[] = [];
  await Promise.all([wallTime(one), wallTime(other)]);
  for (let round = 0; round < rounds; round += 1)
    times.push([await wallTime(one), await wallTime(other)]);
  return times;
}

async function wallTime(command: readonly string[]): Promise<number> {
  const begin = performance.now();
  const run = await runToEnd(command, {
    cwd: packageRoot,
    env: plainEnvironment(),
    timeoutMs: 60_000,
  });
  if (run.code !== 0)
    throw new Error(`Expected ${command.join(" ")} to end well, got ${run.code}: ${run.stderr}`);
  return performance.now() - begin;
}

/**
 * The command that starts the programs which a grading of the reference starts, as often, and has
 * them exchange the same lines: read from the trace of a real grading.
 */
async function bareCounterpart(folder: string): Promise<readonly string[]> {
  const { result } = await gradeToJson(["ex3", reference, "--seed", "1"]);
  const plan = {
    folder: reference,
    workDir: folder,
    workers: availableParallelism(),
    pairs: result.checks.map(pairOf),
  };
  const file = join(folder, "plan.json");
  await writeFile(file, JSON.stringify(plan));
  const script = join(packageRoot, "grader", "e2e", "bare-pingpong.mjs");
  return [process.execPath, script, await interpreter(), file];
}

function pairOf({ trace = [] }: CheckResult) {
  const starts = trace.filter(({ kind }) => kind === "start");
  const started = (role: string) =>
    starts.filter((event) => event.kind === "start" && event.actor.startsWith(role)).length;
  const typed = (role: string) =>
    trace.flatMap((event) =>
      event.kind === "typed" && event.actor.startsWith(role) ? [event.text.trim()] : [],
    );
  const pongs = typed("server");
  const pings = typed("client").filter((text) => text !== "SAIR");
  const exchanged = pings.slice(0, pongs.length).map((ping, index) => [ping, pongs[index]]);
  return { servers: started("server"), clients: started("client"), rounds: exchanged };
}

/** The interpreter itself: the shim of a version manager would cost this side more than the other. */
async function interpreter(): Promise<string> {
  const asked = ["python3", "-c", "import sys; print(sys.executable)"];
  const { stdout } = await runToEnd(asked, {
    cwd: packageRoot,
    env: plainEnvironment(),
    timeoutMs: 10_000,
  });
  return stdout.trim();
}

/** Wall times in milliseconds of one program on both sides of a slot, and bare. */
async function enclosedAndBare(folder: string): Promise<Record<string, readonly Pair[]>> {
  await build({
    entryPoints: [join(packageRoot, "grader", "e2e", "slot-costs.ts")],
    outfile: join(folder, "slot-costs.mjs"),
    bundle: true,
    format: "esm",
    platform: "node",
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
  });
  const helper = join(packageRoot, "dist", "grader", "cli", "client-side.js");
  const command = slotCommand([process.execPath, join(folder, "slot-costs.mjs")]);
  const settings = { cwd: folder, env: plainEnvironment(), timeoutMs: 120_000 };
  const { stdout, stderr } = await runToEnd([...command, helper], settings);
  if (stdout === "") throw new Error(`Expected a slot, got: ${stderr}`);
  return JSON.parse(stdout) as Record<string, readonly Pair[]>;
}

/** MiB of a slot that is ready, all its processes together, and of an idle Node beside it. */
async function memoryOfSlot(): Promise<Pair> {
  const before = new Set(processIds(process.pid));
  const idle = await spawnCompanion([process.execPath, "-e", "setInterval(() => {}, 1e6)"]);
  const slot = await openSlot(true);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const all = processIds(process.pid).filter((pid) => !before.has(pid) && pid !== idle.pid);
  const pair = [sum(all.map(proportionalMiB)), proportionalMiB(idle.pid)] as const;
  slot.close();
  idle.kill();
  return pair;
}

/** Proportional set size (proc_pid_smaps_rollup(5)): what is shared counts once, in parts. */
function proportionalMiB(pid: number): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, "latin1");
  return Number(/^Pss:\s+(\d+)/mu.exec(text)?.[1]) / 1024;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function ratio([one, other]: Pair): number {
  return one / other;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function row(
  what: string,
  times: readonly Pair[],
  figure: number,
  target: string,
  unit: string,
): void {
  const [one, other] = [0, 1].map(
    (side) => `${Math.round(median(times.map((pair) => pair[side] ?? 0)))} ms`,
  );
  const measured = `${figure.toFixed(2)}${unit}`;
  process.stdout.write(
    `${what.padEnd(48)} ${String(one).padStart(8)} ${String(other).padStart(8)}   median ${measured.padStart(7)}   target ${target}${unit}\n`,
  );
}

/** A time that is compared with nothing but its target. */
function timeRow(what: string, times: readonly number[], target: number): void {
  const measured = `${median(times).toFixed(1)} ms`;
  process.stdout.write(
    `${what.padEnd(48)} ${"".padStart(17)}   median ${measured.padStart(10)}   target ≤ ${target} ms\n`,
  );
}
