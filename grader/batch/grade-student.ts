import { rm } from "node:fs/promises";
import { join } from "node:path";
import { handInOf } from "../exercise/hand-in.ts";
import type { HandedIn } from "../intake/class-intake.ts";
import type { BatchEvent } from "../model/batch-event.ts";
import type { ClassEntry } from "../model/class-record.ts";
import type { GradeEvent } from "../model/event.ts";
import { RequestError } from "../model/request-error.ts";
import type { Submission } from "../model/submission.ts";
import { Grading } from "../run/grading.ts";
import { OwnTime } from "../run/own-time.ts";
import { withPrepared } from "../run/with-prepared.ts";
import { openSubmission } from "../submission/open.ts";
import { hashSubmission, hashText } from "./content-hash.ts";
import type { BatchContext } from "./context.ts";
import { entryOf } from "./entry-of.ts";
import { fingerprintOf, seedOf } from "./fingerprint.ts";
import { knownEntry, type MayStand } from "./known-entry.ts";
import { Stopped } from "./stop.ts";
import { writeDocuments } from "./documents.ts";
import { isDiskFailure } from "./write-file.ts";

/** How it has ended for one student. */
type StudentEnd = Pick<Extract<BatchEvent, { kind: "student-end" }>, "entry" | "isTakenOver">;

/**
 * Grades what one student handed in, and writes it down; or takes over what is written down, where nothing
 * that it depends on has changed. Whatever goes wrong with it is that student's entry.
 * @throws Stopped when somebody wants an end first, and what the disk says when it can keep nothing more.
 */
export async function gradeStudent(
  handedIn: HandedIn,
  mayStand: MayStand,
  context: BatchContext,
): Promise<StudentEnd> {
  const { student, source } = handedIn;
  const into = join(context.tempFolder, student.key);
  let folder: string | undefined;
  let content = "";
  try {
    folder = await handedIn.open(into);
    content = await hashSubmission(folder);
    const submission = await openSubmission(folder, handInOf(context.exercise));
    const fingerprint = await fingerprintOf(content, source, submission, context);
    const known = await knownEntry(student.key, fingerprint, mayStand, context);
    if (known !== undefined) return { entry: { ...known, student }, isTakenOver: true };
    const entry = await gradeNow(handedIn, submission, { content, fingerprint }, context);
    return { entry, isTakenOver: false };
  } catch (error) {
    if (error instanceof Stopped || isDiskFailure(error)) throw error;
    const fault = error instanceof RequestError ? "submission" : "machine";
    const entry = { status: "errored", student, source, error: told(error), fault } as const;
    await context.journal.note(entry, "");
    return { entry, isTakenOver: false };
  } finally {
    await rm(into, { recursive: true, force: true }).catch(() => undefined);
  }

  /** Whoever reads it knows the folder under the name that it was handed in with. */
  function told(error: unknown): string {
    const message = error instanceof Error ? error.message : String(error);
    return folder === undefined ? message : message.replaceAll(folder, source);
  }
}

async function gradeNow(
  { student, source }: HandedIn,
  submission: Submission,
  { content, fingerprint }: Readonly<{ content: string; fingerprint: string }>,
  context: BatchContext,
): Promise<ClassEntry> {
  const { exercise, limits, language, missing, desk, journal } = context;
  const time = new OwnTime(limits.wall);
  const seed = seedOf(content, context.seed);
  const onEvent = tellOnce(() => context.on({ kind: "student-begin", student }));
  const about = { exercise, student: student.key, seed, language, missing, onEvent };
  const { sandbox } = context.slot;
  const slots = [Promise.resolve({ sandbox, runTool: desk.toolsFor(time) })];
  const room = { slots, limits, time, tempFolder: context.tempFolder };
  const result = await withPrepared(submission, room, async (ready) => {
    // Under the name that it was handed in with: where it was unpacked is no longer there.
    const shown = { ...ready.submission, path: join(context.source, source) };
    const grading = new Grading({ ...ready, ...about, submission: shown }, context.slot);
    await desk.grade(grading, time);
    return grading.end();
  });
  const text = await writeDocuments(result, context);
  const entry = entryOf(result, { student, source });
  await journal.note(entry, fingerprint, hashText(text));
  return entry;
}

/** A submission has begun when its first check has: until then it only waits. */
function tellOnce(tell: () => void): (event: GradeEvent) => void {
  let isTold = false;
  return ({ kind }) => {
    if (kind !== "check-begin" || isTold) return;
    isTold = true;
    tell();
  };
}
