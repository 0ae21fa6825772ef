import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findExercise, loadExercise } from "../exercise/load.ts";
import { packageRoot } from "../exercise/package-root.ts";
import { processIds } from "../kernel/process.ts";
import { limitsOf } from "../model/limits.ts";
import { prepare, workplaceIn } from "../prepare/prepare.ts";
import { eventually } from "../process/testing.ts";
import { openSlot, type Slot } from "../run/slots.ts";
import { openSubmission } from "../submission/open.ts";

const reference = join(packageRoot, "exercises", "ex3-ping-pong-tcp", "reference", "python");
const exercise = await loadExercise(findExercise("ex3"));
const slots: Slot[] = [];
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sockgrade-slots-"));
  slots.push(...(await Promise.all([1, 2, 3, 4].map(() => openSlot(true)))));
});

afterAll(async () => {
  for (const slot of slots) slot.close();
  await rm(folder, { recursive: true, force: true });
});

describe("slots", () => {
  it("are full ones on the machine of these tests", () => {
    const full = { tier: 1, kernel: "proc", sandbox: "bubblewrap", seesPackets: true };
    expect(slots).toMatchObject([full, full, full, full]);
  });

  it("grade forty submissions that all want the same port, four at a time", async () => {
    const queue = Array.from({ length: 40 }, (_, index) => index);
    const outcomes: string[] = [];
    const work = async (slot: Slot) => {
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
        const { outcome } = await play(slot, "connects");
        outcomes.push(outcome.status);
      }
    };
    await Promise.all(slots.map(work));
    expect(outcomes).toEqual(Array.from({ length: 40 }, () => "passed"));
  });

  it("that die are replaced, and their check is played again", async () => {
    const slot = await openSlot(true);
    const before = slotPids();
    const playing = play(slot, "rounds");
    // In the middle of it: the program of the student's server is there.
    const programs = () => before.flatMap((pid) => processIds(pid)).filter(isServer);
    await eventually(() => programs().length > 0);
    process.kill(before.at(-1) as number, "SIGKILL");
    expect((await playing).outcome).toMatchObject({ status: "passed" });
    expect(slotPids()).not.toEqual(before);
    slot.close();
  });

  it("that are closed while they are replaced leave nothing running", async () => {
    const slot = await openSlot(true);
    const before = slotPids();
    const playing = play(slot, "rounds");
    await eventually(() => before.flatMap((pid) => processIds(pid)).some(isServer));
    process.kill(before.at(-1) as number, "SIGKILL");
    const added = () => slotPids().filter((pid) => !before.includes(pid));
    await eventually(() => added().length > 0);
    slot.close();
    expect((await playing).outcome.status).toBe("errored");
    await eventually(() => added().length === 0);
  });
});

async function play(slot: Slot, check: string) {
  const workDir = await mkdtemp(join(folder, "submission-"));
  const submission = await openSubmission(reference);
  const { runTool } = slot;
  const prepared = await prepare(submission, { workDir, host: process.env, runTool });
  return await slot.run(exercise, {
    exercise: "ex3",
    check,
    prepared,
    workplace: workplaceIn(workDir),
    limits: limitsOf(),
    wallMs: 60_000,
    candidates: [],
    knowledge: {},
    seed: 1,
  });
}

/** The slots' own programs, the newest last. */
function slotPids(): readonly number[] {
  return processIds(process.pid).filter(
    (pid) => commandOf(pid).includes("slot.js") && commandOf(pid).includes("node"),
  );
}

function isServer(pid: number): boolean {
  return commandOf(pid).includes("server.py");
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "latin1");
  } catch {
    return "";
  }
}
