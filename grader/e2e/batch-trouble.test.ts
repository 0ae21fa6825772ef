import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runToEnd } from "../process/spawn.ts";
import { fixturesOf, makeClass, recordIn, writtenIn } from "./batch-class.ts";
import { leftBehind } from "./left-behind.ts";
import { plainEnvironment, sockgrade, sockgradeCommand } from "./run-sockgrade.ts";

let place = "";

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), "sockgrade-test-batch-"));
});

afterAll(async () => {
  await rm(place, { recursive: true, force: true });
});

it("a full disk stops a batch, keeps what there is, and lets it go on later", async () => {
  const handedIn = join(place, "captures");
  makeClass(handedIn, "ex12", fixturesOf("ex12"));
  const args = ["batch", "ex12", handedIn, "--seed", "7", "--jobs", "2", "--out"];
  const command = [...sockgradeCommand, ...args].map((word) => `'${word}'`).join(" ");
  const small = join(place, "small");
  mkdirSync(small);
  // A disk of its own, that nobody else sees: full, then larger, and what is on it at the end.
  const script = `set -e
mount -t tmpfs -o size=300k tmpfs '${small}'
${command} '${small}/out' && code=0 || code=$?
echo "code $code" >&2
cp '${small}/out/journal.jsonl' '${place}/half.jsonl'
mount -o remount,size=30m '${small}'
${command} '${small}/out' >&2
cp -r '${small}/out' '${place}/resumed'`;
  const env = plainEnvironment();
  const inNamespace = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script];
  const run = await runToEnd(inNamespace, { cwd: place, env, timeoutMs: 100_000 });
  expect(run.code).toBe(0);
  expect(run.stderr).toMatch(/^sockgrade: nothing more can be written down \(ENOSPC.*\ncode 3\n/u);
  const kept = readFileSync(join(place, "half.jsonl"), "utf8").split("\n").slice(0, -1);
  expect(kept.length).toBeGreaterThan(5);
  for (const line of kept) JSON.parse(line);

  await sockgrade([...args, join(place, "undisturbed")]);
  expect(writtenIn(join(place, "resumed"))).toEqual(writtenIn(join(place, "undisturbed")));
}, 120_000);

it("who hangs, eats memory, ends everybody or can not be opened stops nobody else", async () => {
  const handedIn = join(place, "trouble");
  makeClass(handedIn, "ex1", ["right-bare-minimum", "wrong-forgets-listen"]);
  write("hangs", "import time\ntime.sleep(100000)\n");
  write("eats", "x = []\nwhile True: x.append(bytearray(1 << 20))\n");
  write("kills", "import os, signal\nos.kill(-1, signal.SIGKILL)\n");
  write("spins", "while True: pass\n");
  mkdirSync(join(handedIn, "empty"));
  writeFileSync(join(handedIn, "empty", "notes.txt"), "later");
  const out = join(place, "of-trouble");
  const limits = ["--limit", "wall=25", "--limit", "cpu=2", "--limit", "memory=64"];
  const run = await sockgrade(["batch", "ex1", handedIn, "--out", out, ...limits]);
  expect(run).toMatchObject({ code: 0, stderr: "" });
  const ends = Object.fromEntries(
    recordIn(out).entries.map((entry) => [
      entry.student.key,
      entry.status === "graded" ? entry.score : entry.status,
    ]),
  );
  expect(ends).toMatchObject({ "right-bare-minimum": 100, empty: "errored" });
  for (const key of ["hangs", "eats", "kills", "spins"]) expect(ends[key]).toBeLessThan(50);
  expect(run.stdout).toContain("Could not be graded as handed in");
  expect(await leftBehind(handedIn)).toEqual([]);

  function write(name: string, source: string): void {
    mkdirSync(join(handedIn, name));
    for (const file of ["server.py", "client.py"])
      writeFileSync(join(handedIn, name, file), `import socket\n${source}`);
  }
}, 120_000);

it("refuses in one line what can not be asked, before anything is written", async () => {
  const handedIn = join(place, "few");
  makeClass(handedIn, "ex12", ["right-any-interface", "wrong-closer"]);
  const out = join(place, "refused");
  const ask = async (...args: readonly string[]) => {
    const run = await sockgrade(["batch", ...args]);
    expect(run).toMatchObject({ code: 2, stdout: "" });
    expect(run.stderr).toMatch(/^sockgrade: [^\n]+\n$/u);
    return run.stderr;
  };
  const file = join(place, "file");
  writeFileSync(file, "");
  expect(await ask("ex12", handedIn, "--out", file)).toContain("Expected --out");
  expect(await ask("ex12", handedIn, "--out", handedIn)).toContain("another folder than the class");
  expect(await ask("ex12", `${handedIn}s`, "--out", out)).toContain("does not exist");
  expect(await ask("ex12", handedIn, "--out", out, "--sandbox", "auto")).toContain(
    "require or off",
  );
  expect(await ask("ex12", handedIn, "--out", out, "--reporter", "cvs")).toContain("mean csv");
  expect(existsSync(out)).toBe(false);
  expect(await ask("ex12", handedIn, "--out", out, "--only", "wrong-clsoer")).toContain(
    "Did you mean wrong-closer?",
  );
  await sockgrade(["batch", "ex12", handedIn, "--out", out]);
  expect(await ask("ex11", handedIn, "--out", out)).toContain("got one of ex12");
  expect(readdirSync(handedIn)).toHaveLength(2);
});

it("writes a class's formats to files and to the screen", async () => {
  const handedIn = join(place, "formats");
  makeClass(handedIn, "ex12", ["right-any-interface", "wrong-closer"]);
  const out = join(place, "with-formats");
  const args = ["batch", "ex12", handedIn, "--out", out];
  const file = join(place, "grades.csv");
  const toFile = await sockgrade([...args, "--reporter", `csv=${file}`]);
  expect(toFile.stdout).toContain("1 with full marks");
  expect(readFileSync(file, "utf8")).toMatch(/right-any-interface,[^]*wrong-closer,/u);
  const toScreen = await sockgrade([...args, "--reporter", "csv"]);
  expect(toScreen.stdout.trimEnd()).toBe(readFileSync(file, "utf8").trimEnd());
});

it("asks for a sandbox where there is none", async () => {
  const handedIn = join(place, "without");
  makeClass(handedIn, "ex12", ["right-any-interface"]);
  const args = ["batch", "ex12", handedIn, "--out", join(place, "nowhere")];
  // Without its tools on the PATH no slot can be made.
  const env = { PATH: "/nowhere" };
  const refused = await sockgrade(args, { env });
  expect(refused).toMatchObject({ code: 3, stdout: "" });
  expect(existsSync(join(place, "nowhere"))).toBe(false);
  const off = await sockgrade([...args, "--sandbox", "off"], { env });
  expect(off.code).toBe(0);
  expect(off.stdout).toContain("1 with full marks");
});
