import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { handInOf } from "../exercise/hand-in.ts";
import { type Limits, limitsOf } from "../model/limits.ts";
import type { Submission } from "../model/submission.ts";
import type { Workplace } from "../model/workplace.ts";
import { prepare, type PreparedRoles, workplaceIn } from "../prepare/prepare.ts";
import type { Exercise } from "../spec/exercise.ts";
import { openSubmission } from "../submission/open.ts";
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

/** Opens and prepares the submission at `path` in one slot, for as long as `use` takes. */
export async function withPrepared<T>(
  exercise: Exercise,
  path: string,
  slot: Slot,
  use: (ready: Ready) => Promise<T>,
): Promise<T> {
  const workDir = await mkdtemp(join(tmpdir(), "submission-"));
  try {
    const submission = await openSubmission(path, handInOf(exercise));
    const limits = limitsOf(exercise.limits);
    const begin = performance.now();
    const runTool = onAnyOf([Promise.resolve(slot)], begin + limits.wall * 1000);
    const prepared = await prepare(submission, { workDir, host: process.env, runTool });
    return await use({ submission, prepared, workplace: workplaceIn(workDir), limits, begin });
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}
