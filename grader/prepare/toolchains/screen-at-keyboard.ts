import type { Launch } from "../../model/submission.ts";
import { spawnProgram } from "../../process/spawn.ts";

/**
 * For tests: what a program has printed through a pipe by the time that it waits for its keyboard, which it
 * never gets anything from. A program that keeps its output to itself shows nothing, ever.
 */
export async function screenAtKeyboard({ command, cwd, env }: Launch): Promise<string> {
  const program = await spawnProgram(command, { cwd, env });
  let timer: NodeJS.Timeout | undefined;
  const shown = new Promise<string>((resolve) => {
    program.onStdout((bytes) => resolve(bytes.toString()));
    program.onStderr((bytes) => resolve(bytes.toString()));
    timer = setTimeout(() => resolve("nothing"), patienceMs);
  });
  try {
    return await shown;
  } finally {
    clearTimeout(timer);
    process.kill(program.pid, "SIGKILL");
    await program.exited;
    program.release();
  }
}

const patienceMs = 20_000;
