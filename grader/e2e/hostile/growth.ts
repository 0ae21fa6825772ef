import { readdirSync, readFileSync, rmSync } from "node:fs";
import { findExercise, loadExercise } from "../../exercise/load.ts";
import { openSlot } from "../../run/slots.ts";
import { verify } from "../../run/verify.ts";
import { layOutCanary } from "./canary.ts";
import { inGuard } from "./guard-setup.ts";
import { prove, type Outside } from "./prove.ts";
import { differences, takeSnapshot } from "./snapshot.ts";
import { fillSubmission } from "./submission.ts";

/** Which hostile programs to grade in one grader, and how many times each. */
export type GrowthRequest = Readonly<{ names: readonly string[]; rounds: number; warmUp: number }>;

/** What a grader holds: MiB, and how many descriptors and children. */
export type Holding = Readonly<{
  residentMiB: number;
  heapMiB: number;
  descriptors: number;
  /** The slot and its helpers together. */
  slotMiB: number;
  slotDescriptors: number;
  processes: number;
}>;

/** After the rounds that warm up, at the end, and what was left when the slot was closed. */
export type GrowthReport = Readonly<{ warm: Holding; end: Holding; left: readonly string[] }>;

// Runs in a guard, where `guard.ts` starts it: one grader that grades many, as a class needs it.
const asked = JSON.parse(process.argv[2] ?? "{}") as GrowthRequest & { outside: Outside };
prove(asked.outside);
process.stdout.write(`${JSON.stringify(await gradeMany(asked))}\n`, () => process.exit(0));

async function gradeMany({ names, rounds, warmUp }: GrowthRequest): Promise<GrowthReport> {
  const { targets } = await layOutCanary();
  const before = takeSnapshot();
  const slot = await openSlot(true);
  const exercise = await loadExercise(findExercise("ex3"));
  const round = async () => {
    for (const name of names) {
      fillSubmission(name, "ex3", targets);
      const specimen = { exercise: "ex3", name, path: inGuard.submission, isReference: true };
      await verify(exercise, specimen, slot, 1);
      rmSync(inGuard.submission, { recursive: true });
    }
  };
  for (let turn = 0; turn < warmUp; turn += 1) await round();
  const warm = holding();
  for (let turn = warmUp; turn < rounds; turn += 1) await round();
  const end = holding();
  slot.close();
  return { warm, end, left: await differences(before, () => false) };
}

function holding(): Holding {
  // What only waits to be collected is not held (node --expose-gc).
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  const slots = readdirSync("/proc").filter((pid) =>
    /slot\.js|client-side\.js/u.test(commandOf(pid)),
  );
  return {
    residentMiB: mebibytes(rss),
    heapMiB: mebibytes(heapUsed + external),
    descriptors: readdirSync("/proc/self/fd").length,
    slotMiB: sum(slots.map(residentOf)),
    slotDescriptors: sum(slots.map((pid) => readdirSync(`/proc/${pid}/fd`).length)),
    processes: readdirSync("/proc").filter((pid) => /^\d+$/u.test(pid)).length,
  };
}

function commandOf(pid: string): string {
  return /^\d+$/u.test(pid) ? read(`/proc/${pid}/cmdline`) : "";
}

function residentOf(pid: string): number {
  const [, kibibytes = "0"] = /^VmRSS:\s+(\d+)/mu.exec(read(`/proc/${pid}/status`)) ?? [];
  return mebibytes(Number(kibibytes) * 1024);
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // It has ended meanwhile.
    return "";
  }
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / 1024 / 102.4) / 10;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
