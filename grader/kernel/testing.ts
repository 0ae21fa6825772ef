import { execFileSync, spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { Server, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { detectKernel } from "./kernel.ts";
import type { Kernel, ProgramLook } from "./kernel.ts";

/** For tests of this folder only: a program that was started, with what it has written so far. */
export type Started = Readonly<{
  pid: number;
  child: ChildProcessWithoutNullStreams;
  screen: () => string;
}>;

/** The kernel's view under test. */
export const kernel: Kernel = detectKernel();

// Longer than `until` waits, so that a failure shows the last look and not a bare timeout.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const running: ChildProcessWithoutNullStreams[] = [];
const servers: Server[] = [];
const connections: Socket[] = [];
const folders: string[] = [];

/** Starts a program with pipes, in a process group of its own. */
export function start(command: string, ...args: readonly string[]): Started {
  const child = spawn(command, args, { detached: true, stdio: "pipe" });
  running.push(child);
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (text += chunk.toString()));
  child.stdin.on("error", () => {
    // A program may end before it has read everything.
  });
  if (child.pid === undefined) throw new Error(`Expected ${command} to start`);
  return { pid: child.pid, child, screen: () => text };
}

/** Starts a Python program given as text. */
export function python(source: string): Started {
  return start(pythonPath(), "-u", "-c", source);
}

/** The interpreter itself: a version manager's shim starts several processes first. */
function pythonPath(): string {
  interpreter ??= execFileSync("python3", ["-c", "import sys; print(sys.executable)"])
    .toString()
    .trim();
  return interpreter;
}

let interpreter: string | undefined;

/** Ends everything that a test has started; for `afterEach`. */
export async function stopAll(): Promise<void> {
  for (const socket of connections.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
  await Promise.all(running.splice(0).map(stop));
}

async function stop(child: ChildProcessWithoutNullStreams): Promise<void> {
  const exit =
    child.exitCode === null && child.signalCode === null ? once(child, "exit") : undefined;
  try {
    process.kill(-Number(child.pid), "SIGKILL");
  } catch {
    // The whole group has ended by itself.
  }
  await exit;
}

/** A folder for compiled programs; {@link removeFolders} takes it away. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "sockgrade-kernel-"));
  folders.push(path);
  return path;
}

/** For `afterAll`. */
export function removeFolders(): void {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
}

/** Compiles a C program and returns its path. */
export function compileC(into: string, name: string, source: string): string {
  const file = join(into, `${name}.c`);
  writeFileSync(file, source);
  execFileSync("gcc", ["-O1", "-pthread", "-o", join(into, name), file], { stdio: "pipe" });
  return join(into, name);
}

/** Compiles one Java class per entry, all in one go. */
export function compileJava(into: string, sources: Readonly<Record<string, string>>): void {
  const files = Object.entries(sources).map(([name, source]) => {
    const file = join(into, `${name}.java`);
    writeFileSync(file, source);
    return file;
  });
  execFileSync("javac", ["-d", into, ...files], { stdio: "pipe" });
}

/** A server of the test's own on a free loopback port; `accepted` resolves with the first connection. */
export async function listen(): Promise<Readonly<{ port: number; accepted: Promise<Socket> }>> {
  const server = createServer({ pauseOnConnect: true });
  servers.push(server);
  const accepted = once(server, "connection").then(([socket]) => {
    connections.push(socket as Socket);
    return socket as Socket;
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("Expected a port");
  return { port: address.port, accepted };
}

/** Looks at a program until `condition` holds, and returns that look; fails with the last one at the deadline. */
export async function lookUntil(
  program: Started,
  condition: (look: ProgramLook) => boolean,
): Promise<ProgramLook> {
  const keyboard = kernel.stdinIdentity(program.pid);
  return until(() => kernel.look(program.pid, keyboard), condition, program.screen);
}

/** The number that a program prints as its first line. */
export async function numberFrom(program: Started): Promise<number> {
  const text = await until(program.screen, (each) => each.includes("\n"));
  return Number(text.split("\n")[0]);
}

/** Asks until the answer fits, for at most 20 s. */
export async function until<T>(
  ask: () => T,
  fits: (answer: T) => boolean,
  screen: () => string = () => "",
): Promise<T> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const answer = ask();
    if (fits(answer)) return answer;
    if (performance.now() > deadline)
      throw new Error(
        `Expected another answer than ${JSON.stringify(answer)}; screen: ${screen()}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
