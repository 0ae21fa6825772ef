import { appendFileSync, cpSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { packageRoot } from "../exercise/package-root.ts";
import { processIds } from "../kernel/process.ts";
import { spawnProgram } from "../process/spawn.ts";
import { fixturesOf } from "./batch-class.ts";
import { plainEnvironment, sockgradeCommand } from "./run-sockgrade.ts";

// How well a class keeps a machine busy: a generated class of ex3, graded for each number of slots that is named
// (`npm run bench:batch -- 200 2 4 6`: students, slots …). What counts is the processor time of the students' own
// programs, with the start of their sandboxes; all else is what grading costs. It informs and never fails.
const [count = 200, ...jobs] = process.argv.slice(2).map(Number);
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
  for (const slots of jobs.length === 0 ? [2 * cores] : jobs)
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
    const target = join(folder, `student-${String(student).padStart(4, "0")}`);
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
  const run = await spawnProgram([...sockgradeCommand, ...args], {
    cwd: packageRoot,
    env: plainEnvironment(),
  });
  run.onStdout(() => undefined);
  run.onStderr((bytes) => process.stderr.write(bytes));
  const times = new Map<number, Times>();
  const memory: number[] = [];
  let hasEnded = false;
  const ended = run.exited.then(() => (hasEnded = true));
  while (!(hasEnded as boolean)) {
    for (const pid of [run.pid, ...processIds(run.pid)]) {
      const found = timesOf(pid);
      if (found !== undefined) times.set(pid, found);
    }
    memory.push(residentMiB(run.pid));
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 100))]);
  }
  const grader = times.get(run.pid);
  times.delete(run.pid);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const quarter = Math.ceil(memory.length / 4);
  return {
    wall: (performance.now() - begin) / 1000,
    students: sum([...times.values()].map(({ children }) => children)),
    slots: sum([...times.values()].map(({ own }) => own)),
    rest: grader?.own ?? 0,
    memory: [Math.max(...memory.slice(0, quarter)), Math.max(...memory.slice(-quarter))],
  };
}

type Times = Readonly<{ own: number; children: number }>;

/**
 * Processor time in seconds of one of our own processes and of its children that have ended (proc(5)): Node, and
 * the shell that is a slot's first process, which reaps what was killed with its parent. Undefined for every other.
 */
function timesOf(pid: number): Times | undefined {
  try {
    const [program = "", ...args] = readFileSync(`/proc/${pid}/cmdline`, "latin1").split("\0");
    const isOurs = args.some((arg) => /\/cli\/(?:slot|client-side|main)\.js$/u.test(arg));
    if (!isOurs || !["sh", basename(process.execPath)].includes(basename(program)))
      return undefined;
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // What is dead and not buried has its children's children in it.
    if (fields[0] === "Z") return undefined;
    const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15).map(Number);
    return { own: (user + system) / ticks, children: (childUser + childSystem) / ticks };
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}

function residentMiB(pid: number): number {
  try {
    return (
      Number(/^VmRSS:\s+(\d+)/mu.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1]) / 1024
    );
  } catch {
    return 0;
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
    `${((wall * cores) / students).toFixed(2)}`.padStart(11),
    `   ${memory.map((one) => `${one.toFixed(0)} MiB`).join(" → ")}\n`,
  ].join(" ");
}
