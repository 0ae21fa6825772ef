import { mkdir } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { detectKernel } from "../kernel/kernel.ts";
import { NoSandbox } from "../sandbox/no-sandbox.ts";
import { limitsOf } from "../model/limits.ts";
import { SharedNetwork } from "../sandbox/shared-network.ts";
import { CheckFailure, CheckUnavailable } from "../scenario/failure.ts";
import type { Cast } from "../spec/cast.ts";
import { workplaceIn } from "../prepare/prepare.ts";
import { tempFolder } from "../submission/temp-folder.ts";
import { check, defineExercise } from "../spec/exercise.ts";
import { runCheck } from "./check-runner.ts";

async function emptyWorkplace() {
  const workplace = workplaceIn(await tempFolder());
  await Promise.all(Object.values(workplace).map((folder) => mkdir(folder)));
  return workplace;
}

const text = { "pt-BR": "", en: "" };

/** Runs a story as the one check of an exercise; `plays` counts how often it began. */
async function play(
  story: (cast: Cast, nth: number) => Promise<void> | void,
  seed = 7,
  id = "only",
) {
  let plays = 0;
  const run = async (cast: Cast) => {
    plays += 1;
    await story(cast, plays);
  };
  const exercise = defineExercise({
    id: "ex0",
    slug: "nothing",
    port: await new SharedNetwork().freePort(),
    title: text,
    roles: {},
    checks: [check({ id, points: 100, title: text, hint: text }, run)],
  });
  const job = {
    exercise: "ex0",
    check: id,
    prepared: {},
    workplace: await emptyWorkplace(),
    candidates: ["notes.txt"],
    knowledge: {},
    seed,
    limits: limitsOf(),
    wallMs: 300_000,
  };
  const machine = {
    kernel: detectKernel(),
    network: new SharedNetwork(),
    sandbox: new NoSandbox(),
  };
  const result = await runCheck(exercise, job, machine);
  return { ...result, plays };
}

describe("runCheck", () => {
  it("passes a story that comes to its end", async () => {
    const { outcome, plays } = await play(() => undefined);
    expect(outcome).toMatchObject({ status: "passed", notes: [], trace: [] });
    expect(plays).toBe(1);
  });

  it("tries a check once more when the machine stumbled", async () => {
    const { outcome, plays } = await play((_, nth) => {
      if (nth === 1) throw new Error("no memory");
    });
    expect([outcome.status, plays]).toEqual(["passed", 2]);
  });

  it("is errored, and nobody's loss, when it stumbles twice", async () => {
    const { outcome, plays } = await play((_, nth) => {
      throw new Error(`stumbled ${nth}`);
    });
    expect(outcome).toMatchObject({ status: "errored", error: "stumbled 2" });
    expect(plays).toBe(2);
  });

  it("fails once, with its cause, when the student's program is wrong", async () => {
    const { outcome, plays } = await play(() => {
      throw new CheckFailure({ kind: "everyone-receives" });
    });
    expect(outcome).toMatchObject({ status: "failed", cause: { kind: "everyone-receives" } });
    expect(plays).toBe(1);
  });

  it("is skipped where it can not be made", async () => {
    const { outcome, plays } = await play(() => {
      throw new CheckUnavailable("frame");
    });
    expect(outcome).toMatchObject({
      status: "skipped",
      reason: { kind: "unavailable", what: "frame" },
    });
    expect(plays).toBe(1);
  });

  it("says which files there were when a role is missing", async () => {
    const { outcome } = await play(async (cast) => void (await cast.server()));
    const cause = { kind: "missing-role", role: "server", found: ["notes.txt"] };
    expect(outcome).toMatchObject({ status: "failed", cause });
  });

  it("keeps what was noted", async () => {
    const { outcome } = await play((cast) => cast.note({ kind: "no-wire" }));
    expect(outcome.notes).toEqual([{ kind: "no-wire" }]);
  });

  it("gives a check the same words for the same seed, also at its second try, and others to others", async () => {
    const words: string[] = [];
    const story = (cast: Cast, nth: number) => {
      words.push([1, 2, 3, 4].map(() => cast.words.next()).join(" "));
      if (nth === 1) throw new Error("once more");
    };
    await play(story, 7);
    await play(story, 7);
    expect(new Set(words).size).toBe(1);
    await play(story, 8);
    await play(story, 7, "another");
    expect(new Set(words).size).toBe(3);
  });

  it("knows its own checks only", async () => {
    const machine = {
      kernel: detectKernel(),
      network: new SharedNetwork(),
      sandbox: new NoSandbox(),
    };
    const job = {
      exercise: "ex0",
      check: "nobody",
      prepared: {},
      workplace: await emptyWorkplace(),
      candidates: [],
      knowledge: {},
      seed: 1,
      limits: limitsOf(),
      wallMs: 300_000,
    };
    const exercise = { id: "ex0", slug: "", port: 1, title: text, roles: {}, checks: [] };
    await expect(runCheck(exercise, job, machine)).rejects.toThrow("ex0 has no check nobody");
  });
});
