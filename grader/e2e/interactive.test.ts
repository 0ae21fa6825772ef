import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { packageRoot } from "../exercise/package-root.ts";
import { killGroup, type RawProgram, spawnInTerminal, spawnProgram } from "../process/spawn.ts";
import { tempFolder } from "../submission/temp-folder.ts";
import { plainEnvironment, sockgradeCommand } from "./run-sockgrade.ts";

const running: RawProgram[] = [];

afterEach(() => {
  for (const { pid } of running.splice(0)) killGroup(pid);
});

describe("--watch", () => {
  it("grades again when a file is saved, and ends at Ctrl-C", async () => {
    const good = await readFile(
      join(packageRoot, "exercises/ex1-greeting-tcp/reference/python/server.py"),
      "utf8",
    );
    const client = await readFile(
      join(packageRoot, "exercises/ex1-greeting-tcp/reference/python/client.py"),
      "utf8",
    );
    const folder = await tempFolder({ "server.py": "print(", "client.py": client });
    const { program, screen } = await start("grade", "ex1", folder, "--only", "listens", "--watch");

    await until(screen, (text) => countOf("Score: 0/10", text) === 1);
    await writeFile(join(folder, "server.py"), good);
    await until(screen, (text) => countOf("Score: 10/10", text) === 1);
    // A manifest with a mistake in it is told, and the watching goes on.
    await writeFile(join(folder, "sockgrade.yaml"), "sever: {}\n");
    await until(screen, (text) => text.includes("sockgrade.yaml:1:1"));

    process.kill(program.pid, "SIGINT");
    expect(await program.exited).toEqual({ code: 0, signal: undefined });
  });
});

describe("in a terminal", () => {
  const args = ["grade", "ex1", "--reference", "--only", "listens"];
  // SGR 30 to 37 and 90 to 97, the sixteen colours.
  // eslint-disable-next-line no-control-regex
  const colour = /\u001B\[(?:[39][0-7])m/u;

  it("shows colours, and none with NO_COLOR", async () => {
    const [plain, coloured] = await Promise.all([
      screenOf(args, { TERM: "xterm", NO_COLOR: "1" }),
      screenOf(args, { TERM: "xterm" }),
    ]);
    expect(plain).toContain("Score: 10/10");
    expect(plain).not.toMatch(colour);
    expect(coloured).toMatch(colour);
  });
});

async function start(...args: readonly string[]) {
  const program = await spawnProgram([...sockgradeCommand, ...args], {
    cwd: packageRoot,
    env: plainEnvironment(),
  });
  return { program, screen: listenTo(program) };
}

async function screenOf(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const settings = { cwd: packageRoot, env: { ...plainEnvironment(), ...env } };
  const program = await spawnInTerminal([...sockgradeCommand, ...args], settings);
  if (program === undefined)
    throw new Error("Expected the package @lydell/node-pty to be installed");
  const screen = listenTo(program);
  await until(screen, (text) => text.includes("Score: "));
  await program.exited;
  return screen();
}

function listenTo(program: RawProgram): () => string {
  running.push(program);
  let text = "";
  program.onStdout((bytes) => (text += bytes.toString()));
  program.onStderr((bytes) => (text += bytes.toString()));
  return () => text;
}

/** Waits until the screen fits, for at most 40 s. */
async function until(screen: () => string, fits: (text: string) => boolean): Promise<void> {
  const deadline = performance.now() + 40_000;
  while (!fits(screen())) {
    if (performance.now() > deadline) throw new Error(`Expected another screen than: ${screen()}`);
    await delay(10);
  }
}

function countOf(part: string, text: string): number {
  return text.split(part).length - 1;
}
