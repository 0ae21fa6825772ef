import { handInOf } from "../exercise/hand-in.ts";
import { limitsOf } from "../model/limits.ts";
import type { TraceEvent } from "../model/trace.ts";
import { demonstrationId, type Exercise } from "../spec/exercise.ts";
import { openSubmission } from "../submission/open.ts";
import type { Slot } from "./slots.ts";
import { withPrepared } from "./with-prepared.ts";

/**
 * Plays an exercise's demonstration with the programs at `path`.
 * @returns what happened. @throws when its story did not come true.
 */
export async function demonstrate(
  exercise: Exercise,
  path: string,
  slot: Slot,
  seed: number,
): Promise<readonly TraceEvent[]> {
  const submission = await openSubmission(path, handInOf(exercise));
  const limits = limitsOf(exercise.limits);
  const slots = [Promise.resolve(slot)];
  return await withPrepared(submission, { slots, limits }, async ({ prepared, workplace }) => {
    const { outcome } = await slot.run(exercise, {
      prepared,
      workplace,
      exercise: exercise.id,
      check: demonstrationId,
      files: submission.files,
      limits,
      candidates: submission.candidates,
      knowledge: {},
      seed,
      wallMs: limits.wall * 1000,
    });
    if (outcome.status === "passed") return outcome.trace;
    const why = outcome.status === "failed" ? outcome.cause : outcome;
    throw new Error(`${exercise.id}: its demonstration ${outcome.status}: ${JSON.stringify(why)}`);
  });
}
