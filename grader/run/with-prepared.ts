import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Limits } from "../model/limits.ts";
import type { Submission } from "../model/submission.ts";
import type { Workplace } from "../model/workplace.ts";
import { prepare, type PreparedRoles, workplaceIn } from "../prepare/prepare.ts";
import { OwnTime } from "./own-time.ts";
import { buildsOf } from "./builds.ts";
import { onAnyOf, type Slot } from "./slots.ts";

/** A submission whose programs are ready to start. */
export type Ready = Readonly<{
  submission: Submission;
  prepared: PreparedRoles;
  workplace: Workplace;
  limits: Limits;
  /** What `limits.wall` gives is for building too. */
  time: OwnTime;
}>;

/** Where a submission is prepared, and what it may use. */
type Room = Readonly<{
  /** Tools run in them. */
  slots: readonly Promise<Pick<Slot, "runTool" | "sandbox">>[];
  limits: Limits;
  /** Runs from here on where nothing else is said. */
  time?: OwnTime;
  /** The folder for its copy, which somebody else removes if need be; that of the system otherwise. */
  tempFolder?: string;
}>;

/** Prepares a submission in the slots that are there, for as long as `use` takes; nothing of it stays. */
export async function withPrepared<T>(
  submission: Submission,
  { slots, limits, time = OwnTime.running(limits.wall), tempFolder }: Room,
  use: (ready: Ready) => Promise<T>,
): Promise<T> {
  const workDir = await mkdtemp(join(tempFolder ?? tmpdir(), "submission-"));
  // A signal that ends the grader runs no `finally`.
  const remove = () => rmSync(workDir, { recursive: true, force: true });
  if (tempFolder === undefined) process.once("exit", remove);
  try {
    const runTool = onAnyOf(slots, time);
    const host = process.env;
    const builds = () => buildsOf(slots, host);
    const prepared = await prepare(submission, { workDir, host, runTool, builds });
    return await use({ submission, prepared, workplace: workplaceIn(workDir), limits, time });
  } finally {
    remove();
    process.off("exit", remove);
  }
}
