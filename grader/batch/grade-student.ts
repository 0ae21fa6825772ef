import { rm } from "node:fs/promises";
import { join } from "node:path";
import { handInOf } from "../exercise/hand-in.ts";
import type { HandedIn } from "../intake/class-intake.ts";
import { isErrored } from "../model/batch-event.ts";
import type { ClassEntry } from "../model/class-record.ts";
import type { GradeEvent } from "../model/event.ts";
import { RequestError } from "../model/request-error.ts";
import type { GradeResult } from "../model/result.ts";
import type { Submission } from "../model/submission.ts";
import { Grading } from "../run/grading.ts";
import { OwnTime } from "../run/own-time.ts";
import { withPrepared } from "../run/with-prepared.ts";
import { openSubmission } from "../submission/open.ts";
import { hashFile, hashSubmission, hashText } from "./content-hash.ts";
import type { BatchContext } from "./context.ts";
import { entryOf } from "./entry-of.ts";
import { fingerprintOf, seedOf } from "./fingerprint.ts";
import { Stopped } from "./stop.ts";
import { isDiskFailure, writeWhole } from "./write-file.ts";

/** Whether an entry that was written down may stand for grading anew; asked only where nothing has changed. */
type MayStand = (isEarlier: boolean) => boolean;

/**
 * Grades what one student handed in, and writes it down; or takes over what is written down, where nothing
 * that it depends on has changed. Whatever goes wrong with it is that student's entry.
 * @throws Stopped when somebody wants an end first, and what the disk says when it can keep nothing more.
 */
export async function gradeStudent(
  handedIn: HandedIn,
  mayStand: MayStand,
  context: BatchContext,
): Promise<ClassEntry> {
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
    if (known !== undefined) return { ...known, student };
    return await gradeNow(handedIn, submission, { content, fingerprint }, context);
  } catch (error) {
    if (error instanceof Stopped || isDiskFailure(error)) throw error;
    const fault = error instanceof RequestError ? "submission" : "machine";
    const entry = { status: "errored", student, source, error: told(error), fault } as const;
    await context.journal.note(entry, "");
    return entry;
  } finally {
    await rm(into, { recursive: true, force: true }).catch(() => undefined);
  }

  /** Whoever reads it knows the folder under the name that it was handed in with. */
  function told(error: unknown): string {
    const message = error instanceof Error ? error.message : String(error);
    return folder === undefined ? message : message.replaceAll(folder, source);
  }
}

/** What is written down, if it still holds: errored ones never do, and neither does a result that was changed. */
async function knownEntry(
  key: string,
  fingerprint: string,
  mayStand: MayStand,
  { journal, out }: BatchContext,
): Promise<ClassEntry | undefined> {
  const noted = journal.noted(key);
  if (noted?.fingerprint !== fingerprint || !mayStand(noted.isEarlier)) return undefined;
  const { entry, resultHash, isEarlier } = noted;
  if (entry.status !== "graded" || isErrored(entry)) return undefined;
  if ((await hashFile(join(out.path, entry.resultFile))) !== resultHash) return undefined;
  return { ...entry, isKnown: isEarlier };
}

async function gradeNow(
  { student, source }: HandedIn,
  submission: Submission,
  { content, fingerprint }: Readonly<{ content: string; fingerprint: string }>,
  context: BatchContext,
): Promise<ClassEntry> {
  const { exercise, limits, desk, out, journal } = context;
  const time = new OwnTime(limits.wall);
  const events: GradeEvent[] = [];
  const onEvent = (event: GradeEvent) => {
    if (!events.some(({ kind }) => kind === "check-begin") && event.kind === "check-begin")
      context.on({ kind: "student-begin", student });
    events.push(event);
  };
  const slots = [Promise.resolve({ runTool: desk.toolsFor(time) })];
  const room = { slots, limits, time, tempFolder: context.tempFolder };
  const result = await withPrepared(submission, room, async (ready): Promise<GradeResult> => {
    const shown = { ...ready.submission, path: join(context.source, source) };
    const { language, missing } = context;
    const seed = seedOf(content, context.seed);
    const about = { exercise, student: student.key, seed, language, missing, onEvent };
    const grading = new Grading({ ...ready, ...about, submission: shown }, context.slot);
    await desk.grade(grading, time);
    return grading.end();
  });
  const documents = await context.documentsOf(events);
  for (const { ending, text } of documents)
    await writeWhole(join(out.results, `${student.key}.${ending}`), text);
  const entry = entryOf(result, { student, source });
  await journal.note(entry, fingerprint, hashText(documents[0]?.text ?? ""));
  return entry;
}
