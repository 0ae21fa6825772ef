import { execa } from "execa";
import type { ChildProcess } from "node:child_process";
import { constants } from "node:os";
import { PassThrough, type Readable, type Writable } from "node:stream";
import type { ToolRun } from "../model/tool.ts";

/** How a program ended; both undefined while it runs. */
export type Exit = Readonly<{ code: number | undefined; signal: string | undefined }>;

/** A started program as this room hands it out: bytes in, bytes out, and its end as a value. */
export type RawProgram = Readonly<{
  pid: number;
  stdin: Writable | undefined;
  /** The name of its terminal, `/dev/pts/N`, where it has one. */
  terminal?: string | undefined;
  onStdout: (listen: (bytes: Buffer) => void) => void;
  onStderr: (listen: (bytes: Buffer) => void) => void;
  /** Stops reading what the program writes, so that it blocks instead of filling our memory. */
  pauseOutput: () => void;
  /** Lets go of its pipes, whoever holds their other ends. */
  release: () => void;
  /** Settles when the process itself is gone, whoever still holds its pipes. */
  exited: Promise<Exit>;
  /** Settles when nobody holds its output any more; with a daemon that may be never. */
  drained: Promise<void>;
}>;

type SpawnOptions = Readonly<{
  cwd: string;
  /** The whole environment; nothing of ours is added. */
  env: Readonly<Record<string, string>>;
}>;

/**
 * Starts a program with pipes, in a process group of its own so that the whole group can be ended.
 * @throws when the executable does not exist or can not be executed.
 */
export async function spawnProgram(
  command: readonly string[],
  options: SpawnOptions,
): Promise<RawProgram> {
  const child = start(command, {
    ...options,
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  const exited = exitOf(child);
  await started(child);
  // A program that has gone is told by `exited`; that its keyboard broke is no second piece of news.
  child.stdin?.on("error", () => undefined);
  return {
    pid: child.pid as number,
    stdin: child.stdin ?? undefined,
    onStdout: (listen) => listenTo(child.stdout, listen),
    onStderr: (listen) => listenTo(child.stderr, listen),
    pauseOutput: () => {
      child.stdout?.pause();
      child.stderr?.pause();
    },
    release: () => {
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream?.destroy();
    },
    exited,
    drained: Promise.all([ended(child.stdout), ended(child.stderr)]).then(() => undefined),
  };
}

/**
 * Starts a program in a terminal of its own (80 × 24, no echo, as the keyboard is ours). Output of
 * both streams comes through stdout, as on a real screen.
 * @returns undefined where no terminal can be made: the optional pty package is not installed.
 */
export async function spawnInTerminal(
  command: readonly string[],
  options: SpawnOptions,
): Promise<RawProgram | undefined> {
  const pty = await import("@lydell/node-pty").catch(() => undefined);
  if (pty === undefined) return undefined;
  const quiet = ["-c", 'stty -echo -onlcr; exec "$@"', "sh", ...command];
  const terminal = pty.spawn("/bin/sh", quiet, {
    cwd: options.cwd,
    env: { ...options.env },
    cols: 80,
    rows: 24,
    encoding: null,
  });
  const stdin = new PassThrough();
  stdin.on("data", (bytes: Buffer) => terminal.write(bytes.toString("utf8")));
  const exited = new Promise<Exit>((resolve) =>
    terminal.onExit(({ exitCode, signal }) =>
      resolve(
        signal === undefined || signal === 0
          ? { code: exitCode, signal: undefined }
          : { code: undefined, signal: signalName(signal) ?? `signal ${signal}` },
      ),
    ),
  );
  return {
    pid: terminal.pid,
    stdin,
    // Not in its types. Asking /proc instead would be too early: the child is still on its way to it.
    terminal: (terminal as unknown as { _pty?: string })._pty,
    // Without an encoding the pty hands out bytes, whatever its types say.
    onStdout: (listen) => void terminal.onData((data) => listen(Buffer.from(data))),
    onStderr: () => undefined,
    pauseOutput: () => terminal.pause(),
    release: () => stdin.destroy(),
    exited,
    drained: exited.then(() => undefined),
  };
}

/** A helper process of the grader's own, joined to it by Node's IPC channel. */
export type Companion = Readonly<{
  pid: number;
  send: (message: object) => void;
  /** @returns what ends the listening. */
  onMessage: (listen: (message: unknown, handle: unknown) => void) => () => void;
  /** The next message; undefined when it ends without one. */
  nextMessage: () => Promise<unknown>;
  exited: Promise<Exit>;
  kill: () => void;
}>;

/**
 * Starts a companion of the grader: its stderr is ours, its standard output is nobody's. One with a process
 * group of its own hears nothing of what is typed at our terminal.
 * @throws when the executable does not exist.
 */
export async function spawnCompanion(
  command: readonly string[],
  options: Readonly<{
    env?: Readonly<Record<string, string>>;
    quiet?: boolean;
    ownGroup?: boolean;
  }> = {},
): Promise<Companion> {
  const child = start(command, {
    env: options.env ?? definedEnvironment(),
    stdio: ["ignore", "ignore", options.quiet === true ? "ignore" : "inherit", "ipc"],
    detached: options.ownGroup === true,
  });
  const exited = exitOf(child);
  await started(child);
  child.on("error", () => undefined);
  return {
    pid: child.pid as number,
    send: (message) => {
      if (child.connected) child.send(message);
    },
    onMessage: (listen) => {
      child.on("message", listen);
      return () => child.off("message", listen);
    },
    nextMessage: () => nextMessage(child),
    exited,
    kill: () => {
      child.kill("SIGKILL");
    },
  };
}

/** Leaves nothing behind at the child: what hangs there would hold every message there ever was. */
function nextMessage(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const settle = (message: unknown) => {
      child.off("message", settle);
      child.off("exit", gone);
      resolve(message);
    };
    const gone = () => settle(undefined);
    child.on("message", settle);
    child.on("exit", gone);
  });
}

/**
 * Runs a tool to its end. Never throws: a tool that does not exist has code 127, as in a shell.
 * `timeoutMs` is wall time; after it the tool's process group is killed.
 */
export async function runToEnd(
  command: readonly string[],
  options: SpawnOptions & Readonly<{ timeoutMs: number; maxBytes?: number; input?: string }>,
): Promise<ToolRun> {
  let program: RawProgram;
  try {
    program = await spawnProgram(command, options);
  } catch (error) {
    return { code: 127, signal: undefined, stdout: "", stderr: String(error), timedOut: false };
  }
  const limit = options.maxBytes ?? 1 << 20;
  const output = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) };
  program.onStdout((bytes) => (output.stdout = appendUpTo(limit, output.stdout, bytes)));
  program.onStderr((bytes) => (output.stderr = appendUpTo(limit, output.stderr, bytes)));
  program.stdin?.end(options.input ?? "");
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    killGroup(program.pid);
  }, options.timeoutMs);
  const exit = await program.exited;
  clearTimeout(timer);
  // A grandchild that keeps the pipes open is not waited for.
  await Promise.race([program.drained, new Promise((resolve) => setTimeout(resolve, 500).unref())]);
  return { ...exit, stdout: output.stdout.toString(), stderr: output.stderr.toString(), timedOut };
}

/**
 * Runs a command of the grader's user to its end at the user's own terminal: what it prints and
 * asks is theirs to see and answer. Never throws, as {@link runToEnd}.
 */
export async function runAtTerminal(command: readonly string[]): Promise<Exit> {
  const env = definedEnvironment();
  const child = start(command, { env, stdio: ["inherit", "inherit", "inherit"], detached: false });
  return await exitOf(child);
}

/** Ends a whole process group at once; a group that has gone is fine. */
export function killGroup(pid: number): void {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, "SIGKILL");
    } catch {
      // Gone already, which is what was wanted.
    }
  }
}

type StartOptions = Readonly<{
  cwd?: string;
  env: Readonly<Record<string, string>>;
  stdio: readonly ("pipe" | "ignore" | "inherit" | "ipc")[];
  detached: boolean;
}>;

/**
 * The one call that starts a process. Of execa we take argument handling and error wording; its
 * own result promise waits for every grandchild that holds a pipe, so the end is read from `exit`
 * instead (see {@link exitOf}).
 */
function start(command: readonly string[], options: StartOptions): ChildProcess {
  const [file, ...args] = command;
  const child = execa(file as string, args, {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: options.env,
    extendEnv: false,
    stdio: options.stdio as ["pipe", "pipe", "pipe"],
    buffer: false,
    reject: false,
    stripFinalNewline: false,
    cleanup: true,
    detached: options.detached,
  });
  child.catch(() => undefined);
  return child;
}

function exitOf(child: ChildProcess): Promise<Exit> {
  return new Promise((resolve) => {
    child.once("exit", (code, signal) =>
      resolve({ code: code ?? undefined, signal: signal ?? undefined }),
    );
    child.once("error", () => resolve({ code: 127, signal: undefined }));
  });
}

async function started(child: ChildProcess): Promise<void> {
  if (child.pid !== undefined) return;
  await new Promise<never>((_, reject) => child.once("error", reject));
}

function ended(stream: Readable | null): Promise<void> {
  if (stream === null) return Promise.resolve();
  return new Promise((resolve) => stream.once("close", resolve));
}

/** The name of a signal, signal(7); undefined for a number that is none. */
export function signalName(number: number): string | undefined {
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
}

function listenTo(stream: Readable | null, listen: (bytes: Buffer) => void): void {
  stream?.on("data", listen);
  stream?.on("error", () => undefined);
}

function appendUpTo(limit: number, before: Buffer, bytes: Buffer): Buffer<ArrayBuffer> {
  return Buffer.concat([before, bytes.subarray(0, Math.max(0, limit - before.length))]);
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}
