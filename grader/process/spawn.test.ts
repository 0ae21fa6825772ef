import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import {
  killGroup,
  type RawProgram,
  runToEnd,
  spawnCompanion,
  spawnInTerminal,
  spawnProgram,
} from "./spawn.ts";
import {
  eventually,
  isBlockedInWrite,
  isRunning,
  plain,
  processesWith,
  pythonPath,
} from "./testing.ts";

const started: RawProgram[] = [];
const strays: number[] = [];
const folder = mkdtempSync(join(tmpdir(), "sockgrade-spawn-"));

afterEach(async () => {
  for (const pid of strays.splice(0)) killGroup(pid);
  for (const { pid } of started) killGroup(pid);
  await Promise.all(started.splice(0).map(({ exited }) => exited));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function spawned(program: Promise<RawProgram | undefined>) {
  const raw = await program;
  if (raw === undefined) throw new Error("Expected a terminal: is the optional pty package there?");
  started.push(raw);
  const shown = { stdout: "", stderr: "" };
  raw.onStdout((bytes) => (shown.stdout += bytes.toString("latin1")));
  raw.onStderr((bytes) => (shown.stderr += bytes.toString("latin1")));
  return { raw, shown };
}

const shell = (script: string) => spawned(spawnProgram(["/bin/sh", "-c", script], plain));
const terminal = (script: string) => spawned(spawnInTerminal(["/bin/sh", "-c", script], plain));

describe("spawnProgram", () => {
  it.each([
    ["exit 0", { code: 0, signal: undefined }],
    ["exit 7", { code: 7, signal: undefined }],
    ["kill -SEGV $$", { code: undefined, signal: "SIGSEGV" }],
    ["kill -TERM $$", { code: undefined, signal: "SIGTERM" }],
  ])("tells how %j ended", async (script, exit) => {
    const { raw } = await shell(script);
    expect(await raw.exited).toEqual(exit);
  });

  it("hands bytes in, and both streams out apart", async () => {
    const { raw, shown } = await shell("read line; echo out $line; echo err $line >&2");
    raw.stdin?.write(Buffer.from([0x61, 0xff, 0x0a]));
    await raw.drained;
    expect(shown).toEqual({ stdout: "out a\xff\n", stderr: "err a\xff\n" });
  });

  it("gives exactly the environment and the folder it was told", async () => {
    const { raw, shown } = await spawned(
      spawnProgram(["/usr/bin/env"], { cwd: folder, env: { ONE: "1" } }),
    );
    await raw.drained;
    expect(shown.stdout).toBe("ONE=1\n");
    const where = await spawned(spawnProgram(["/bin/pwd"], { cwd: folder, env: {} }));
    await where.raw.drained;
    expect(where.shown.stdout).toBe(`${folder}\n`);
  });

  it("makes every program the leader of its own process group", async () => {
    const { raw, shown } = await shell("cut -d' ' -f5 /proc/$$/stat");
    await raw.drained;
    expect(Number(shown.stdout)).toBe(raw.pid);
  });

  it("throws when the executable does not exist, and when it is none", async () => {
    await expect(spawnProgram([join(folder, "nobody")], plain)).rejects.toThrow(/ENOENT/u);
    const text = join(folder, "text");
    writeFileSync(text, "echo no\n", { mode: 0o644 });
    await expect(spawnProgram([text], plain)).rejects.toThrow(/EACCES/u);
  });

  it("tells the end although a grandchild holds the output", async () => {
    const { raw, shown } = await shell("sleep 300 & echo $!; exit 3");
    expect(await raw.exited).toEqual({ code: 3, signal: undefined });
    const grandchild = await eventually(() => Number(shown.stdout) || undefined);
    strays.push(grandchild);
    expect(isRunning(grandchild)).toBe(true);
    const isDrained = await Promise.race([
      raw.drained.then(() => true),
      new Promise<boolean>((resolve) => setImmediate(() => resolve(false))),
    ]);
    expect(isDrained).toBe(false);
    killGroup(raw.pid);
    await raw.drained;
  });

  it("loses nothing of a large output whose writer has gone", async () => {
    const { raw, shown } = await shell("head -c 3000000 /dev/zero | tr '\\0' a; echo end");
    await raw.drained;
    expect(shown.stdout.length).toBe(3_000_004);
    expect(shown.stdout.endsWith("aend\n")).toBe(true);
  });

  it("blocks a program whose output is paused", async () => {
    const { raw, shown } = await shell("exec yes");
    await eventually(() => shown.stdout.length > 0);
    raw.pauseOutput();
    const paused = shown.stdout.length;
    await eventually(() => isBlockedInWrite(raw.pid));
    expect(shown.stdout.length).toBe(paused);
  });

  it("takes what is typed at a program that has gone without an error", async () => {
    const { raw } = await shell("exit 0");
    await raw.exited;
    raw.stdin?.write("anybody there?\n");
    await expect(raw.drained).resolves.toBeUndefined();
  });
});

describe("spawnInTerminal", () => {
  it("gives a terminal of 80 by 24 that does not echo", async () => {
    const python = await pythonPath();
    const source =
      "import os, sys\nprint([os.isatty(n) for n in (0, 1, 2)], os.get_terminal_size(), flush=True)\nprint('got', input('> '))";
    const { raw, shown } = await spawned(spawnInTerminal([python, "-c", source], plain));
    await eventually(() => shown.stdout.includes("> "));
    raw.stdin?.write("pipoca\n");
    expect(await raw.exited).toEqual({ code: 0, signal: undefined });
    expect(shown.stdout).toBe(
      "[True, True, True] os.terminal_size(columns=80, lines=24)\n> got pipoca\n",
    );
  });

  it.each([
    ["exit 0", { code: 0, signal: undefined }],
    ["exit 7", { code: 7, signal: undefined }],
    ["kill -SEGV $$", { code: undefined, signal: "SIGSEGV" }],
    ["kill -TERM $$", { code: undefined, signal: "SIGTERM" }],
  ])("tells how %j ended", async (script, exit) => {
    const { raw } = await terminal(script);
    expect(await raw.exited).toEqual(exit);
  });

  it("shows both streams on one screen, in order", async () => {
    const { raw, shown } = await terminal("echo one; echo two >&2; echo três");
    await raw.drained;
    expect(shown).toEqual({ stdout: "one\ntwo\ntr\xc3\xaas\n", stderr: "" });
  });

  it("is a process of that id from the first instant, and stays it", async () => {
    const { raw, shown } = await terminal("echo $$; exec cat");
    await eventually(() => shown.stdout.includes("\n"));
    expect(Number(shown.stdout)).toBe(raw.pid);
  });
});

describe("runToEnd", () => {
  it("gives what a tool printed and its code", async () => {
    const command = ["/bin/sh", "-c", "cat; echo oops >&2; exit 4"];
    expect(await runToEnd(command, { ...plain, timeoutMs: 30_000, input: "olá" })).toEqual({
      code: 4,
      signal: undefined,
      stdout: "olá",
      stderr: "oops\n",
      timedOut: false,
    });
  });

  it("gives 127 for a tool that does not exist", async () => {
    const run = await runToEnd([join(folder, "nobody")], { ...plain, timeoutMs: 30_000 });
    expect(run).toMatchObject({ code: 127, signal: undefined, timedOut: false });
    expect(run.stderr).toContain("ENOENT");
  });

  it("kills the whole group when time is up", async () => {
    const mark = `301.${process.pid}`;
    const script = `trap '' TERM HUP; sleep ${mark} & sleep ${mark} & echo up; wait`;
    const run = await runToEnd(["/bin/sh", "-c", script], { ...plain, timeoutMs: 700 });
    expect(run).toMatchObject({ code: undefined, signal: "SIGKILL", timedOut: true });
    await eventually(() => processesWith(mark).length === 0);
  });

  it("does not wait for a grandchild that holds the output", async () => {
    const script = "sleep 300 & echo $!";
    const run = await runToEnd(["/bin/sh", "-c", script], { ...plain, timeoutMs: 30_000 });
    const grandchild = Number(run.stdout);
    expect(isRunning(grandchild)).toBe(true);
    process.kill(grandchild, "SIGKILL");
    expect(run).toMatchObject({ code: 0, timedOut: false });
  });

  it("keeps the beginning of more output than is wanted, and reads the rest", async () => {
    const script = "head -c 500000 /dev/zero | tr '\\0' a; echo end >&2";
    const limits = { timeoutMs: 30_000, maxBytes: 1000 };
    const run = await runToEnd(["/bin/sh", "-c", script], { ...plain, ...limits });
    expect(run).toMatchObject({ code: 0, stdout: "a".repeat(1000), stderr: "end\n" });
  });

  it("loses nothing of the tail of a large output", async () => {
    const script = "head -c 1000000 /dev/zero | tr '\\0' a; printf end";
    const run = await runToEnd(["/bin/sh", "-c", script], { ...plain, timeoutMs: 30_000 });
    expect(run.stdout.length).toBe(1_000_003);
    expect(run.stdout.endsWith("aend")).toBe(true);
  });
});

describe("spawnCompanion", () => {
  const echo =
    "process.on('message', (m) => process.send({ got: m })); process.on('disconnect', () => process.exit(5));";

  it("talks both ways, and ends when killed", async () => {
    const companion = await spawnCompanion([process.execPath, "-e", echo], { quiet: true });
    const reply = new Promise((resolve) => {
      const stop = companion.onMessage((message) => {
        stop();
        resolve(message);
      });
    });
    companion.send({ word: "girafa" });
    expect(await reply).toEqual({ got: { word: "girafa" } });
    companion.kill();
    expect(await companion.exited).toEqual({ code: undefined, signal: "SIGKILL" });
    companion.send({ word: "nobody hears" });
  });

  it("throws when the executable does not exist", async () => {
    await expect(spawnCompanion([join(folder, "nobody")])).rejects.toThrow(/ENOENT/u);
  });
});
