import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findExercise, loadExercise } from "../exercise/load.ts";
import { packageRoot } from "../exercise/package-root.ts";
import { processIds } from "../kernel/process.ts";
import { limitsOf } from "../model/limits.ts";
import { prepare, workplaceIn } from "../prepare/prepare.ts";
import { eventually } from "../process/testing.ts";
import { openSlot, type Slot } from "../run/slots.ts";
import { openSubmission } from "../submission/open.ts";

const reference = join(packageRoot, "exercises", "ex1-greeting-tcp", "reference", "python");
let workDir = "";
let slot: Slot;

beforeAll(async () => {
  workDir = await mkdtemp(join(tmpdir(), "sockgrade-growth-"));
  slot = await openSlot(true);
});

afterAll(async () => {
  slot.close();
  await rm(workDir, { recursive: true, force: true });
});

it("is after 500 checks what it was after 100", { timeout: 300_000 }, async () => {
  const folder = findExercise("ex1");
  const exercise = await loadExercise(folder);
  const submission = await openSubmission(reference);
  const { runTool } = slot;
  const prepared = await prepare(submission, { workDir, host: process.env, runTool });
  const job = {
    exercise: "ex1",
    prepared,
    workplace: workplaceIn(workDir),
    limits: limitsOf(),
    wallMs: 1e9,
    candidates: [],
    knowledge: {},
  };
  const play = async (checks: number) => {
    for (let seed = 0; seed < checks; seed += 1) {
      // A pair with its relay, and a server with the grader as its client, in turn.
      const check = exercise.checks[seed % 2 === 0 ? 2 : 1]?.id ?? "";
      const { outcome } = await slot.run(exercise, { ...job, check, seed });
      expect(outcome).toMatchObject({ status: "passed" });
    }
    // The slot's first process reaps what its last programs have left when its turn comes.
    return await eventually(() => (stateOfSlot().zombies === 0 ? stateOfSlot() : undefined));
  };
  const early = await play(100);
  const late = await play(400);
  expect(late).toMatchObject({ ...early, memoryKiB: expect.any(Number) as number });
  expect(late.memoryKiB - early.memoryKiB).toBeLessThan(toleratedKiB);
});

/** Of 400 checks: what a collector of garbage may leave for later, and no more. */
const toleratedKiB = 12 * 1024;

/** What the slot's processes hold: the grader's own, as no program of a student's is left. */
function stateOfSlot() {
  const pids = processIds(process.pid).filter((pid) => commandOf(pid).includes("slot.js"));
  const all = pids.flatMap((pid) => processIds(pid));
  const worker = pids.at(-1) ?? 0;
  return {
    processes: new Set(all).size,
    zombies: all.filter((pid) => /^\d+ \(.*\) Z/su.test(read(pid, "stat"))).length,
    descriptors: readdirSync(`/proc/${worker}/fd`).length,
    mounts: read(worker, "mounts").split("\n").length,
    memoryKiB: Number(/^Pss:\s+(\d+)/mu.exec(read(worker, "smaps_rollup"))?.[1]),
  };
}

function commandOf(pid: number): string {
  return read(pid, "cmdline");
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "latin1");
  } catch {
    // It has ended.
    return "";
  }
}
