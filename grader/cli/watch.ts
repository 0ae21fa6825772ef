import { watch } from "node:fs/promises";
import { RequestError } from "../model/request-error.ts";
import type { ExitCode } from "./command-line.ts";

/**
 * Grades now and again whenever a file below the folder changes, until it is interrupted. An editor
 * writes a file in several steps, so changes are gathered for a moment first.
 */
export async function watchFolder(path: string, grade: () => Promise<unknown>): Promise<ExitCode> {
  const interrupted = new AbortController();
  const stop = () => interrupted.abort();
  process.once("SIGINT", stop);
  try {
    await gradeAnyway(grade);
    for await (const _ of changes(path, interrupted.signal)) await gradeAnyway(grade);
  } finally {
    process.off("SIGINT", stop);
  }
  return 0;
}

/** While somebody is typing, a manifest may be wrong for a moment: that is told and waited out. */
async function gradeAnyway(grade: () => Promise<unknown>): Promise<void> {
  try {
    await grade();
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    process.stderr.write(`sockgrade: ${error.message}\n`);
  }
}

async function* changes(path: string, signal: AbortSignal): AsyncGenerator<void> {
  try {
    let last = performance.now();
    for await (const { filename } of watch(path, { recursive: true, signal })) {
      if (filename !== null && /(?:^|\/)(?:__pycache__|\.git)\/|~$|\.sw.$/u.test(filename)) continue;
      // Events that queued up while a run was going on belong to what that run has seen, or to one more.
      if (performance.now() - last < quietMs) continue;
      await new Promise((resolve) => setTimeout(resolve, quietMs));
      yield;
      last = performance.now();
    }
  } catch (error) {
    if ((error as Error).name !== "AbortError") throw error;
  }
}

const quietMs = 150;
