import type { Kernel } from "../kernel/kernel.ts";
import { type RawProgram, spawnProgram } from "../process/spawn.ts";

/**
 * Starts a program that reads its keyboard and asks the kernel what it waits for, until it says so.
 * @returns undefined when it did; else what was seen instead.
 */
export async function tryLook(kernel: Kernel, path: string): Promise<string | undefined> {
  if (kernel.kind === "silence") return "";
  const program = await spawnProgram(["cat"], { cwd: "/", env: { PATH: path } });
  try {
    return await isSeenReading(kernel, program);
  } finally {
    program.stdin?.end();
    await program.exited;
  }
}

async function isSeenReading(kernel: Kernel, { pid }: RawProgram): Promise<string | undefined> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const look = kernel.look(pid, kernel.stdinIdentity(pid));
    if (look.readsKeyboard) return undefined;
    if (performance.now() > deadline) return look.waiting.on;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A busy machine takes long to start a program; one that can not be looked at takes all of it. */
const patienceMs = 10_000;
