import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Limits } from "../model/limits.ts";
import type { Submission } from "../model/submission.ts";
import type { Workplace } from "../model/workplace.ts";
import { prepare, type PreparedRoles, workplaceIn } from "../prepare/prepare.ts";
import { onAnyOf, type Slot } from "./slots.ts";

/** A submission whose programs are ready to start. */
export type Ready = Readonly<{
  submission: Submission;
  prepared: PreparedRoles;
  workplace: Workplace;
  limits: Limits;
  /** When its time began, as performance.now() tells it. */
  begin: number;
}>;

/** Prepares a submission in the slots that are there, for as long as `use` takes; nothing of it stays. */
export async function withPrepared<T>(
  submission: Submission,
  { slots, limits }: Readonly<{ slots: readonly Promise<Slot>[]; limits: Limits }>,
  use: (ready: Ready) => Promise<T>,
): Promise<T> {
  const workDir = await mkdtemp(join(tmpdir(), "submission-"));
  // A signal that ends the grader runs no `finally`.
  const remove = () => rmSync(workDir, { recursive: true, force: true });
  process.once("exit", remove);
  try {
    const begin = performance.now();
    const runTool = onAnyOf(slots, begin + limits.wall * 1000);
    const prepared = await prepare(submission, { workDir, host: process.env, runTool });
    return await use({ submission, prepared, workplace: workplaceIn(workDir), limits, begin });
  } finally {
    remove();
    process.off("exit", remove);
  }
}
