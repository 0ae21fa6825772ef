import { existsSync } from "node:fs";
import { randomInt } from "node:crypto";
import { resolve } from "node:path";
import type { ExerciseFolder } from "../exercise/load.ts";
import { openClass } from "../intake/open-class.ts";
import type { ClassRecord } from "../model/class-record.ts";
import { RequestError } from "../model/request-error.ts";
import type { Slot } from "../run/slots.ts";
import { assertStudent, chooseSubmissions } from "./choose-submissions.ts";
import type { BatchContext } from "./context.ts";
import { Desk } from "./desk.ts";
import { gradeAll } from "./grade-all.ts";
import { graderVersion } from "./grader-version.ts";
import { Journal } from "./journal.ts";
import type { BatchWish } from "./journal-line.ts";
import { holds, openOutFolder } from "./out-folder.ts";
import { recordOf } from "./record-of.ts";
import type { Stop } from "./stop.ts";
import { openTempFolder } from "./temp-folder.ts";
import { ToolVersions } from "./tool-versions.ts";
import { writeWhole } from "./write-file.ts";

export type BatchRequest = Pick<
  BatchContext,
  "exercise" | "limits" | "language" | "missing" | "documentsOf" | "on"
> &
  Readonly<{
    folder: ExerciseFolder;
    /** A folder, a zip, a tar or a tar.gz. */
    source: string;
    out: string;
    roster?: string | undefined;
    /** That of the earlier batch in the same folder, or a random one, where nothing is said. */
    seed?: number | undefined;
    wish: BatchWish;
    /** At least one. */
    slots: readonly Slot[];
    stop: Stop;
    /** Where compilers and interpreters are looked for. */
    host: Readonly<Record<string, string | undefined>>;
    /** The record of the class as a document. */
    recordText: (record: ClassRecord) => string;
    /** Writes whatever else is wanted of it. */
    write: (record: ClassRecord) => Promise<void>;
  }>;

/** How a batch has ended; `record` stands in `out` already. Not whole: it was stopped before. */
export type BatchEnd = Readonly<{ record: ClassRecord; isWhole: boolean }>;

/**
 * Grades a class, as many at a time as there are slots, and writes everything down at once: whoever
 * is killed goes on where it was.
 * @throws RequestError for what can not be asked, and what the disk says when it can keep nothing more.
 */
export async function runBatch(request: BatchRequest): Promise<BatchEnd> {
  assertThere(request.source);
  const out = openOutFolder(request.out, request.source);
  try {
    const temp = openTempFolder(out.path);
    try {
      const journal = await Journal.open(out.journal);
      try {
        return await withJournal(request, { out, tempFolder: temp.path, journal });
      } finally {
        await journal.close();
      }
    } finally {
      temp.close();
    }
  } finally {
    out.close();
  }
}

/** Before a folder for its results is made. */
function assertThere(source: string): void {
  if (existsSync(source)) return;
  throw new RequestError(
    `Expected a class to grade, a folder or an archive, got a path that does not exist: ${source}`,
  );
}

async function withJournal(
  request: BatchRequest,
  place: Pick<BatchContext, "out" | "tempFolder" | "journal">,
): Promise<BatchEnd> {
  const { exercise, wish, on, stop } = request;
  const { journal, out } = place;
  assertSameExercise(journal, exercise.id, out.path);
  using intake = await openClass(request.source, {
    roster: request.roster,
    unpackInto: `${place.tempFolder}/.class`,
  });
  const source = resolve(request.source);
  const submissions = intake.submissions.filter((one) => !holds(`${source}/${one.source}`, out));
  assertStudent(wish.only, submissions);
  const seed = request.seed ?? journal.seed ?? randomInt(2 ** 31);
  await journal.begin(exercise.id, seed, wish);
  const chosen = chooseSubmissions(submissions, wish, journal);
  const [slot] = request.slots as readonly [Slot];
  const desk = new Desk(request.slots);
  const context: BatchContext = {
    ...request,
    ...place,
    source,
    seed,
    slot,
    desk,
    version: graderVersion(request.folder),
    tools: new ToolVersions(request.host),
  };
  stop.onChange(() => {
    on({ kind: "stopping", isNow: stop.isNow });
    desk.dismiss(stop.isNow ? "all" : "unbegun");
  });
  on({
    kind: "begin",
    exercise: { id: exercise.id, title: exercise.title[request.language] },
    layout: intake.layoutText,
    count: chosen.length,
    problems: intake.problems,
  });
  const done = await gradeAll(chosen, { wish, stop, lanes: request.slots.length + ahead }, context);
  const left = chosen.filter(({ student }) => !done.has(student.key));
  const record = recordOf(exercise, { ...intake, submissions }, done, request.language, journal);
  await writeWhole(out.record, request.recordText(record));
  await request.write(record);
  if (left.length === 0) await journal.end();
  const known = new Set([...record.entries, ...left].map(({ student }) => student.key));
  const unasked = submissions.filter(({ student }) => !known.has(student.key));
  on({ kind: "end", record, out: out.path, left: left.length, unasked: unasked.length });
  return { record, isWhole: left.length === 0 };
}

/** So many submissions are unpacked and built while all slots still have others to grade. */
const ahead = 2;

/** A gradebook is about one exercise. */
function assertSameExercise({ exercise }: Journal, wanted: string, path: string): void {
  if (exercise === undefined || exercise === wanted) return;
  throw new RequestError(
    `Expected --out to be a new folder or one of an earlier batch of ${wanted}, got one of ${exercise}: ${path}`,
  );
}
