import { afterEach, describe, expect, it } from "vitest";
import { Program } from "./program.ts";
import type { ScreenChunk } from "./screen.ts";
import type { Exit } from "./spawn.ts";
import { eventually, isBlockedInWrite, isRunning, plain, pythonPath } from "./testing.ts";

const programs: Program[] = [];

afterEach(async () => {
  await Promise.all(programs.splice(0).map((program) => program.stop()));
});

async function python(source: string, terminal = false) {
  return await start([await pythonPath(), "-u", "-c", source], terminal);
}

async function start(command: readonly string[], terminal = false) {
  const chunks: ScreenChunk[] = [];
  const exits: Exit[] = [];
  const program = await Program.start({
    ...plain,
    command,
    terminal,
    underShell: false,
    outputBytes: 1 << 20,
    now: () => 42,
    onScreen: (chunk) => chunks.push(chunk),
    onExit: (exit) => exits.push(exit),
  });
  programs.push(program);
  return { program, chunks, exits };
}

describe.each([false, true])("a program, in a terminal: %s", (terminal) => {
  it("shows what it prints and takes what is typed, in UTF-8", async () => {
    const { program, chunks, exits } = await python("print('Olá,', input('nome? '))", terminal);
    await eventually(() => program.screen.text === "nome? ");
    expect(program.exit).toBeUndefined();
    expect(program.terminal?.startsWith("/dev/pts/") ?? false).toBe(terminal);
    program.type("João\n");
    await eventually(() => program.isDrained && program.exit !== undefined);
    expect(program.screen.text).toBe("nome? Olá, João\n");
    expect(program.exit).toEqual({ code: 0, signal: undefined });
    expect(exits).toEqual([program.exit]);
    expect(chunks.map(({ text }) => text).join("")).toBe(program.screen.text);
    expect(chunks.every(({ atMs }) => atMs === 42)).toBe(true);
  });

  it("is interrupted as by Ctrl-C", async () => {
    const { program } = await python(
      "import time\ntry:\n  print('up')\n  time.sleep(100)\nexcept KeyboardInterrupt: print('bye')",
      terminal,
    );
    await eventually(() => program.screen.text === "up\n");
    program.interrupt([program.pid]);
    await eventually(() => program.exit !== undefined && program.screen.text === "up\nbye\n");
    expect(program.exit).toEqual({ code: 0, signal: undefined });
    program.interrupt([program.pid]);
  });

  it("is gone once it was stopped", async () => {
    const { program, exits } = await python("print('up')\nwhile True: pass", terminal);
    await eventually(() => program.screen.text === "up\n");
    await program.stop();
    expect(isRunning(program.pid)).toBe(false);
    expect(exits).toEqual([{ code: undefined, signal: "SIGKILL" }]);
    await program.stop();
  });

  it("is not read any more once its screen is full", async () => {
    const { program } = await start(["/bin/sh", "-c", "exec yes"], terminal);
    await eventually(() => program.screen.isFull);
    const { bytes } = program.screen;
    // What was on its way may still come; then the program blocks in write, and sleeps.
    await eventually(() => isBlockedInWrite(program.pid));
    expect(program.screen.bytes - bytes).toBeLessThan(300_000);
    expect(program.screen.text.length).toBe(1 << 20);
  });
});

it("does not know that it is graded", async () => {
  const { program } = await start(["/usr/bin/env"]);
  await eventually(() => program.isDrained);
  const names = program.screen.text
    .trim()
    .split("\n")
    .map((line) => line.split("=")[0]);
  expect(names.toSorted((one = "", other = "") => one.localeCompare(other))).toEqual([
    "PATH",
    "XDG_SESSION_ID",
  ]);
});

it("is over before it is drained when a child keeps its screen", async () => {
  const { program } = await start(["/bin/sh", "-c", "(echo late; sleep 300) & exit 2"]);
  await eventually(() => program.exit !== undefined && program.screen.text === "late\n");
  expect([program.exit?.code, program.isDrained]).toEqual([2, false]);
  await program.stop();
  await eventually(() => program.isDrained);
});

it("throws when there is no such program", async () => {
  await expect(start(["/nonexistent/program"])).rejects.toThrow(/ENOENT/u);
});
