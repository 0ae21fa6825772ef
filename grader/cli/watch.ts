import { watch } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { RequestError } from "../model/request-error.ts";
import type { ExitCode } from "./command-line.ts";

/**
 * Grades now and again whenever a file below the folder changes, until it is interrupted. A save
 * during a run is not lost: it is followed by one more run.
 */
export async function watchFolder(path: string, grade: () => Promise<unknown>): Promise<ExitCode> {
  const changes = new Changes();
  const watcher = watch(path, { recursive: true }, (_, file) => {
    if (file === null || !isNoise.test(file)) changes.happened();
  });
  const stop = () => changes.close();
  process.once("SIGINT", stop);
  try {
    do {
      changes.forget();
      await gradeAnyway(grade);
    } while (await changes.next());
  } finally {
    watcher.close();
    process.off("SIGINT", stop);
  }
  return 0;
}

/** What editors, interpreters and version control write beside a student's files. */
const isNoise = /(?:^|\/)(?:__pycache__|\.git)(?:\/|$)|~$|\.sw.$|\.tmp$/u;

/** Remembers that something changed until somebody asks. */
class Changes {
  #hasChanged = false;
  #isClosed = false;
  #wake: () => void = () => undefined;

  happened(): void {
    this.#hasChanged = true;
    this.#wake();
  }

  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  forget(): void {
    this.#hasChanged = false;
  }

  /** Waits for a change, and for the rest of what an editor writes with it. @returns false when closed. */
  async next(): Promise<boolean> {
    while (!this.#hasChanged && !this.#isClosed) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    if (!this.#isClosed) await delay(editorMs);
    return !this.#isClosed;
  }
}

const editorMs = 150;

/** While somebody is typing, a manifest may be wrong for a moment: that is told and waited out. */
async function gradeAnyway(grade: () => Promise<unknown>): Promise<void> {
  try {
    await grade();
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    process.stderr.write(`sockgrade: ${error.message}\n`);
  }
}
