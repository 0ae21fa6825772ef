import { readdirSync, readFileSync } from "node:fs";
import { runToEnd } from "./spawn.ts";

/** For tests only: where and with what environment programs start. */
export const plain = { cwd: "/", env: { PATH: process.env["PATH"] ?? "/usr/bin:/bin" } } as const;

/** The interpreter itself: a version manager's shim starts several processes first. */
export async function pythonPath(): Promise<string> {
  interpreter ??= runToEnd(["python3", "-c", "import sys; print(sys.executable)"], {
    ...plain,
    env: { ...plain.env, HOME: process.env["HOME"] ?? "/" },
    timeoutMs: 30_000,
  }).then(({ stdout }) => stdout.trim());
  return await interpreter;
}

let interpreter: Promise<string> | undefined;

/** Asks until the answer is neither undefined nor false, for at most 20 s. */
export async function eventually<T>(ask: () => T | undefined | false): Promise<T> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const answer = ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > deadline) throw new Error(`Expected, within 20 s: ${ask.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Whether a process is there and no zombie (proc(5)). */
export function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/su.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    // Gone, or not ours to look into.
    return false;
  }
}

/** Whether a program sleeps in write(2), as the kernel shows it (proc(5)). */
export function isBlockedInWrite(pid: number): boolean {
  const number = process.arch === "arm64" ? "64" : "1";
  return readFileSync(`/proc/${pid}/syscall`, "latin1").startsWith(`${number} `);
}

/** Live processes whose environment or command line holds a text. */
export function processesWith(text: string): readonly number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => pid > 0 && pid !== process.pid && isRunning(pid))
    .filter((pid) => holds(`/proc/${pid}/environ`, text) || holds(`/proc/${pid}/cmdline`, text));
}

function holds(file: string, text: string): boolean {
  try {
    return readFileSync(file, "latin1").includes(text);
  } catch {
    // Gone, or not ours to look into.
    return false;
  }
}
