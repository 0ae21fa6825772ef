import { appendFileSync, cpSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { packageRoot } from "../exercise/package-root.ts";
import { processIds } from "../kernel/process.ts";
import { spawnProgram } from "../process/spawn.ts";
import { isRunning } from "../process/testing.ts";
import { fixturesOf } from "./batch-class.ts";
import { plainEnvironment, sockgradeCommand } from "./run-sockgrade.ts";

// How well a class keeps a machine busy: a generated class of ex3, graded for each number of slots that is named
// (`npm run bench:batch -- 200 2 4 6`: students, slots …). What counts is the processor time of the students' own
// programs, with their sandboxes and compilers: all that the machine does besides our own processes, so nothing else
// may run on it. Counted where it arises it would not be whole: who is killed with the first process of a namespace
// is nobody's child any more (pid_namespaces(7)). It informs and never fails.
const [count = 200, ...numbers] = process.argv.slice(2).map(Number);
const cores = availableParallelism();
/** They use up whole budgets of processor time, which would make anybody's figures look good. */
const burnsTime = /spins|floods/u;
/** sysconf(_SC_CLK_TCK), 100 on every Linux there is. */
const ticks = 100;
const place = await mkdtemp(join(tmpdir(), "sockgrade-bench-"));
try {
  const handedIn = join(place, "class");
  generateClass(handedIn, count);
  process.stdout.write(
    `${count} submissions of ex3, ${cores} cores\nslots     wall   students   slots   rest   busy   students   wall/ideal   memory, first and last quarter\n`,
  );
  for (const slots of numbers.length === 0 ? [Math.ceil(1.5 * cores)] : numbers)
    process.stdout.write(row(slots, await measure(handedIn, join(place, `out-${slots}`), slots)));
} finally {
  await rm(place, { recursive: true, force: true });
}

/** Six of ten are right; nobody's program is the same as another's. */
function generateClass(folder: string, students: number): void {
  const all = fixturesOf("ex3").filter((name) => !burnsTime.test(name));
  const [right, wrong] = ["right-", "wrong-"].map((kind) =>
    all.filter((name) => name.startsWith(kind)),
  );
  const fixtures = join(packageRoot, "fixtures", "submissions", "ex3");
  for (let student = 0; student < students; student += 1) {
    const kinds = (student % 10 < 6 ? right : wrong) as readonly string[];
    const name = kinds[Math.floor(student / 2) % kinds.length] as string;
    const target = join(folder, `s${String(student).padStart(4, "0")}`);
    const filter = (path: string) => basename(path) !== "expect.yaml";
    cpSync(join(fixtures, name), target, { recursive: true, filter });
    appendFileSync(join(target, "notes.txt"), `student ${student}\n`);
  }
}

type Figures = Readonly<{
  /** Seconds. */
  wall: number;
  /** Processor time in seconds: of students' programs, of the slots' own processes, of the grader. */
  students: number;
  slots: number;
  rest: number;
  /** The largest proportional set size of the grader's own process in MiB, in a quarter of the time. */
  memory: readonly [number, number];
}>;

async function measure(handedIn: string, out: string, slots: number): Promise<Figures> {
  const args = ["batch", "ex3", handedIn, "--out", out, "--seed", "1", "--jobs", String(slots)];
  const begin = performance.now();
  const busyBefore = busyTime();
  const ownBefore = process.cpuUsage();
  const run = await spawnProgram([...sockgradeCommand, ...args], {
    cwd: packageRoot,
    env: plainEnvironment(),
  });
  run.onStdout(() => undefined);
  run.onStderr((bytes) => process.stderr.write(bytes));
  const times = new Map<number, number>();
  const memory: number[] = [];
  while (isRunning(run.pid)) {
    for (const pid of [run.pid, ...processIds(run.pid)]) {
      const found = timeOf(pid);
      if (found !== undefined) times.set(pid, found);
    }
    const resident = residentMiB(run.pid);
    if (resident !== undefined) memory.push(resident);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const wall = (performance.now() - begin) / 1000;
  const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
  const ours = sum(times.values());
  const rest = times.get(run.pid) ?? 0;
  const bench = process.cpuUsage(ownBefore);
  const own = (bench.user + bench.system) / 1e6;
  const quarter = Math.ceil(memory.length / 4);
  return {
    wall,
    students: busyTime() - busyBefore - ours - own,
    slots: ours - rest,
    rest,
    memory: [Math.max(...memory.slice(0, quarter)), Math.max(...memory.slice(-quarter))],
  };
}

/** Processor time in seconds of one of our own processes, Node all of them (proc(5)); undefined for every other. */
function timeOf(pid: number): number | undefined {
  try {
    const [program = "", ...args] = readFileSync(`/proc/${pid}/cmdline`, "latin1").split("\0");
    const isOurs = args.some((arg) => /\/cli\/(?:slot|client-side|main)\.js$/u.test(arg));
    if (!isOurs || basename(program) !== basename(process.execPath)) return undefined;
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return (Number(fields[11]) + Number(fields[12])) / ticks;
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}

/** Processor time in seconds that the machine has spent on anything since it was started (proc_stat(5)). */
function busyTime(): number {
  const [all = ""] = readFileSync("/proc/stat", "latin1").split("\n");
  const [user = 0, nice = 0, system = 0, _idle, _wait, irq = 0, softIrq = 0] = all
    .split(/\s+/u)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softIrq) / ticks;
}

function residentMiB(pid: number): number | undefined {
  try {
    const kibibytes = /^VmRSS:\s+(\d+)/mu.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1];
    return kibibytes === undefined ? undefined : Number(kibibytes) / 1024;
  } catch {
    return undefined;
  }
}

function row(jobs: number, { wall, students, slots, rest, memory }: Figures): string {
  const all = wall * cores;
  const share = (part: number) => `${Math.round((100 * part) / all)} %`;
  return [
    String(jobs).padStart(5),
    `${wall.toFixed(1)} s`.padStart(9),
    `${students.toFixed(1)} s`.padStart(10),
    `${slots.toFixed(1)} s`.padStart(8),
    `${rest.toFixed(1)} s`.padStart(7),
    share(students + slots + rest).padStart(6),
    share(students).padStart(10),
    ((wall * cores) / students).toFixed(2).padStart(11),
    `   ${memory.map((one) => `${one.toFixed(0)} MiB`).join(" → ")}\n`,
  ].join(" ");
}
