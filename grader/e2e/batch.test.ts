import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RawProgram, spawnProgram } from "../process/spawn.ts";
import { eventually, isRunning } from "../process/testing.ts";
import { fixturesOf, makeClass, recordIn, writtenIn } from "./batch-class.ts";
import { plainEnvironment, sockgrade, sockgradeCommand } from "./run-sockgrade.ts";

// A class of ex12: nothing is started for it, so that what is looked at here is the batch itself.
const fixtures = fixturesOf("ex12");
let place = "";
let handedIn = "";
/** The results of a batch that nobody disturbed. */
let whole = "";

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "sockgrade-test-batch-"));
  handedIn = join(place, "class");
  makeClass(handedIn, "ex12", fixtures);
  mkdirSync(join(handedIn, "nothing-in-it"));
  whole = join(place, "whole");
  const run = await batch(whole);
  if (run.code !== 0) throw new Error(`Expected a batch, got ${run.code}: ${run.stderr}`);
});

afterAll(async () => {
  await rm(place, { recursive: true, force: true });
});

const settings = ["--seed", "7", "--jobs", "2"];

async function batch(out: string, ...more: readonly string[]) {
  return await sockgrade(["batch", "ex12", handedIn, "--out", out, ...settings, ...more]);
}

async function startBatch(out: string, ...more: readonly string[]): Promise<RawProgram> {
  const command = [...sockgradeCommand, "batch", "ex12", handedIn, "--out", out, ...settings];
  return await spawnProgram([...command, ...more], { cwd: place, env: plainEnvironment() });
}

/** A batch of its own to work on: a copy of the undisturbed one. */
async function copyOfWhole(name: string): Promise<string> {
  const out = join(place, name);
  await cp(whole, out, { recursive: true });
  return out;
}

function journalOf(out: string): string {
  try {
    return readFileSync(join(out, "journal.jsonl"), "utf8");
  } catch {
    return "";
  }
}

function linesOf(out: string): number {
  return journalOf(out).split("\n").length - 1;
}

it("grades everybody, and says who could not be graded", () => {
  const { entries } = recordIn(whole);
  expect(entries.map(({ student }) => student.key).toSorted()).toEqual(
    [...fixtures, "nothing-in-it"].toSorted(),
  );
  for (const entry of entries) {
    const { key } = entry.student;
    if (key === "nothing-in-it") {
      expect(entry).toMatchObject({ status: "errored", fault: "submission" });
      continue;
    }
    expect(entry).toMatchObject({ status: "graded", source: key, isKnown: false });
    const hasAll = entry.status === "graded" && entry.score === 100;
    expect(`${key} ${hasAll}`).toBe(`${key} ${key.startsWith("right-")}`);
  }
});

it("takes over what has not changed, and grades what has", async () => {
  const out = await copyOfWhole("again");
  const before = writtenIn(out);
  const run = await batch(out);
  expect(run.code).toBe(0);
  expect(run.stdout).toContain(`${fixtures.length} unchanged`);
  const known = ({ "class.json": record, ...results }: Readonly<Record<string, string>>) => ({
    ...results,
    record: record?.replaceAll('"isKnown": false', '"isKnown": true'),
  });
  expect(known(writtenIn(out))).toEqual(known(before));

  const changed = join(handedIn, "wrong-closer", "answers.yaml");
  const answers = readFileSync(changed);
  appendFileSync(changed, "# now\n");
  try {
    await batch(out);
  } finally {
    writeFileSync(changed, answers);
  }
  const anew = recordIn(out).entries.filter((one) => one.status === "graded" && !one.isKnown);
  expect(anew.map(({ student }) => student.key)).toEqual(["wrong-closer"]);
});

it("a result that somebody has changed or removed is made again", async () => {
  const out = await copyOfWhole("changed");
  appendFileSync(join(out, "results", "right-any-interface.json"), " ");
  rmSync(join(out, "results", "right-small-pieces.json"));
  rmSync(join(out, "results", "wrong-closer.txt"));
  const run = await batch(out);
  expect(run.stdout).toContain(`${fixtures.length - 2} unchanged`);
  const { "class.json": _one, ...results } = writtenIn(out);
  const { "class.json": _other, ...undisturbed } = writtenIn(whole);
  expect(results).toEqual(undisturbed);
});

it("--fresh grades everybody again, --only-failed who had no full marks, --only one student", async () => {
  const out = await copyOfWhole("asked");
  const wrong = fixtures.filter((name) => name.startsWith("wrong-"));
  const anew = () =>
    recordIn(out).entries.flatMap((one) =>
      one.status === "graded" && !one.isKnown ? [one.student.key] : [],
    );
  await batch(out, "--only-failed");
  expect(anew()).toEqual(wrong.toSorted());
  expect(recordIn(out).entries).toHaveLength(fixtures.length + 1);
  await batch(out, "--only", "wrong-closer", "--fresh");
  expect(anew()).toEqual(["wrong-closer"]);
  expect(recordIn(out).entries).toHaveLength(fixtures.length + 1);
  await batch(out, "--fresh");
  expect(anew()).toEqual([...fixtures].toSorted());
});

it("another limit, and another seed, make results old", async () => {
  const out = await copyOfWhole("limits");
  const isKnown = async (...more: readonly string[]) => {
    await batch(out, "--only", "wrong-closer", ...more);
    const found = recordIn(out).entries.find(({ student }) => student.key === "wrong-closer");
    return found?.status === "graded" && found.isKnown;
  };
  expect(await isKnown("--limit", "memory=300")).toBe(false);
  expect(await isKnown("--limit", "memory=300")).toBe(true);
  expect(await isKnown("--limit", "memory=300", "--seed", "8")).toBe(false);
  expect(await isKnown("--limit", "memory=300", "--seed", "8")).toBe(true);
});

it("a torn last line of the journal is dropped, and that submission graded again", async () => {
  const out = await copyOfWhole("torn");
  const text = journalOf(out);
  // Without the end of the batch, and without half of the entry before it.
  const [last = ""] = text.split("\n").slice(-3);
  truncateSync(
    join(out, "journal.jsonl"),
    Buffer.byteLength(text.slice(0, text.indexOf(last) + 40)),
  );
  const run = await batch(out);
  expect(run).toMatchObject({ code: 0, stderr: "" });
  expect(writtenIn(out)).toEqual(writtenIn(whole));
  expect(
    journalOf(out)
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line).kind),
  ).toContain("end");
});

it("killed twenty times, it comes to the same end as if nobody had", async () => {
  const out = join(place, "killed");
  const random = (limit: number) => Math.random() * limit;
  let kills = 0;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const before = linesOf(out);
    const run = await startBatch(out);
    // Some while they start; the others soon after they have written something down.
    const patience = attempt % 4 === 0 ? random(400) : 5000;
    const deadline = performance.now() + patience;
    while (isRunning(run.pid) && performance.now() < deadline && linesOf(out) <= before + 1)
      await pause(5);
    await pause(random(60));
    if (isRunning(run.pid)) kills += 1;
    process.kill(run.pid, "SIGKILL");
    await run.exited;
    run.release();
  }
  expect(kills).toBeGreaterThan(10);
  const last = await batch(out);
  expect(last).toMatchObject({ code: 0, stderr: "" });
  expect(writtenIn(out)).toEqual(writtenIn(whole));
}, 120_000);

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

describe("Ctrl-C", () => {
  it("lets what runs come to its end, writes everything down, and says how to go on", async () => {
    const out = join(place, "interrupted");
    const run = await startBatch(out);
    const screen = screenOf(run);
    await eventually(() => linesOf(out) > 2);
    // As a terminal does it: to everybody in the foreground.
    process.kill(-run.pid, "SIGINT");
    expect((await run.exited).code).toBe(130);
    expect(screen()).toContain("Finishing what runs");
    expect(screen()).toContain("the same command goes on");
    const { entries } = recordIn(out);
    expect(entries.length).toBeLessThan(fixtures.length);
    expect(entries.length).toBeGreaterThanOrEqual(linesOf(out) - 1);
    const { code } = await batch(out);
    expect(code).toBe(0);
    expect(writtenIn(out)).toEqual(writtenIn(whole));
  });

  it("a second time gives up what runs, and nothing is lost", async () => {
    const out = join(place, "insisting");
    const run = await startBatch(out);
    const screen = screenOf(run);
    await eventually(() => linesOf(out) > 2);
    process.kill(-run.pid, "SIGINT");
    process.kill(-run.pid, "SIGINT");
    expect((await run.exited).code).toBe(130);
    expect(screen()).toContain("goes on");
    await batch(out);
    expect(writtenIn(out)).toEqual(writtenIn(whole));
  });
});

function screenOf(run: RawProgram): () => string {
  let text = "";
  run.onStdout((bytes) => (text += bytes.toString()));
  run.onStderr(() => undefined);
  return () => text;
}

it("one folder is one batch's at a time; who was killed holds it no longer", async () => {
  const out = join(place, "held");
  const first = await startBatch(out);
  await eventually(() => linesOf(out) > 1);
  const second = await batch(out);
  expect(second).toMatchObject({ code: 2, stdout: "" });
  expect(second.stderr).toMatch(/^sockgrade: Expected --out to be a folder that no other batch/u);
  process.kill(first.pid, "SIGKILL");
  await first.exited;
  first.release();
  expect((await batch(out)).code).toBe(0);
});
