import { randomInt } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";
import { type ExerciseFolder, findExercise, loadExercise } from "../exercise/load.ts";
import { didYouMean } from "../lib/did-you-mean.ts";
import type { GradeEvent } from "../model/event.ts";
import { isArchive, withUnpacked } from "../intake/with-unpacked.ts";
import type { Language } from "../model/language.ts";
import { type Limits, limitsOf } from "../model/limits.ts";
import type { MissingPiece } from "../model/missing-piece.ts";
import { handInOf } from "../exercise/hand-in.ts";
import { RequestError } from "../model/request-error.ts";
import type { CheckResult, GradeResult } from "../model/result.ts";
import type { Reader } from "../model/visibility.ts";
import { replay } from "../report/replay.ts";
import { seenBy } from "../report/seen-by.ts";
import { grade } from "../run/grade.ts";
import { refusedResult } from "../run/refused-result.ts";
import { openSlot, type Slot } from "../run/slots.ts";
import { withPrepared } from "../run/with-prepared.ts";
import type { Exercise } from "../spec/exercise.ts";
import { openSubmission } from "../submission/open.ts";
import type { ExitCode } from "./command-line.ts";
import { findMissing, tellMissing } from "./missing.ts";
import { readLimits } from "./limit-option.ts";
import { fewJobs, readLanguage, readOptions, wholeNumber } from "./options.ts";
import { openPacketFolder } from "./packet-folder.ts";
import { seenChecks } from "./seen-checks.ts";
import { readerFrom, readerOptions } from "./reader-option.ts";
import { openReporters } from "./reporters.ts";
import { refusalWithoutSandbox } from "./require-sandbox.ts";
import { watchFolder } from "./watch.ts";

const gradeOptions = z.object({
  exercise: z.string(),
  path: z.string().optional(),
  only: z.string().optional(),
  reference: z.union([z.string(), z.literal(true)]).optional(),
  watch: z.boolean().default(false),
  lang: z.string().optional(),
  seed: wholeNumber.optional(),
  jobs: fewJobs.optional(),
  reporter: z.array(z.string()).default([]),
  pcap: z.string().min(1, "a folder").optional(),
  limit: z.array(z.string()).default([]),
  sandbox: z.enum(["auto", "require", "off"], "auto, require or off"),
  exitZero: z.boolean().default(false),
  zeroIfRefused: z.boolean().default(false),
  ...readerOptions,
});

type GradeOptions = z.output<typeof gradeOptions>;

/** `sockgrade grade`: one submission, graded once or again on every save. */
export async function gradeCommand(values: object): Promise<ExitCode> {
  const options = readOptions(gradeOptions, values);
  const language = readLanguage(options.lang, process.env);
  const asked = readLimits(options.limit);
  const folder = findExercise(options.exercise);
  const path =
    options.reference === undefined
      ? submissionPath(options)
      : referencePath(folder, options.reference);
  if (options.watch && (await isArchive(path)))
    throw new RequestError(`Expected a folder to watch, got an archive: ${path}`);
  // The slots start while everything else is read: they take longest.
  const slots = openSlots(options);
  try {
    const exercise = await loadExercise(folder);
    const reader = readerFrom(options, new Date());
    checkSelection(exercise, options.only, reader);
    if (options.sandbox === "require" && (await refuse(slots, language))) return 3;
    await refuseWithoutPackets(slots, options);
    const missing = findMissing(slots, options.sandbox);
    const limits = limitsOf(exercise.limits, asked);
    const once = () =>
      withUnpacked(path, (submissionFolder) =>
        gradeOnce(
          exercise,
          { path, folder: submissionFolder },
          { slots, missing },
          { ...options, limits, reader },
          language,
        ),
      );
    if (options.watch) return await watchFolder(path, once);
    const result = await once().catch(async (error: unknown) => {
      if (!options.zeroIfRefused || !(error instanceof RequestError) || !existsSync(path))
        throw error;
      return await reportRefusal(exercise, path, error.message, { ...options, reader }, language);
    });
    return exitCodeOf(seenBy(reader).result(result), options.exitZero);
  } finally {
    for (const slot of slots) (await slot).close();
  }
}

/** Opens as many slots as there are cores; the shared machine has room for one check at a time. */
function openSlots(
  options: Readonly<{ jobs?: number | undefined; sandbox: string }>,
): readonly Promise<Slot>[] {
  const isolate = options.sandbox !== "off";
  const count =
    isolate && process.platform === "linux" ? (options.jobs ?? availableParallelism()) : 1;
  return Array.from({ length: count }, () => openSlot(isolate));
}

/** Full marks are 0, and so is a run in which nothing that counts went wrong. */
function exitCodeOf(result: GradeResult, exitZero: boolean): ExitCode {
  const isErrored = result.checks.some(({ status }) => status === "errored");
  // Where nothing that counts could be looked at, nobody has full marks either.
  const isUnseen = result.maxScore === 0 && result.checks.some(wasOutOfReach);
  if (isErrored || isUnseen) return 3;
  return result.score < result.maxScore && !exitZero ? 1 : 0;
}

function wasOutOfReach({ maxPoints, skipped }: CheckResult): boolean {
  return maxPoints > 0 && skipped?.kind === "unavailable";
}

/** Says why, once. Not a wrong request: the same is right on another machine. */
async function refuse(slots: readonly Promise<Slot>[], language: Language): Promise<boolean> {
  const refusal = await refusalWithoutSandbox(slots, language);
  if (refusal !== undefined) process.stderr.write(`sockgrade: ${refusal}\n`);
  return refusal !== undefined;
}

type Machine = Readonly<{
  slots: readonly Promise<Slot>[];
  missing: Promise<readonly MissingPiece[]>;
}>;

async function gradeOnce(
  exercise: Exercise,
  { path, folder }: Readonly<{ path: string; folder: string }>,
  { slots, missing: finding }: Machine,
  options: GradeOptions & Readonly<{ limits: Limits; reader: Reader }>,
  language: Language,
): Promise<GradeResult> {
  const submission = await openSubmission(folder, handInOf(exercise));
  // Only now: a report that is there already survives a request that was wrong.
  const { reporters, keepPackets } = openOutputs(exercise, options, language);
  const result = await withPrepared(
    submission,
    { slots, limits: options.limits },
    async (ready) => {
      const missing = await finding;
      tellMissing(missing, options.reporter, language);
      return await grade({
        ...ready,
        // An archive is what was handed in, not the folder that it was unpacked to.
        submission: { ...ready.submission, path },
        exercise,
        slots,
        only: options.only,
        seed: options.seed ?? randomInt(2 ** 31),
        language,
        missing,
        onEvent: (event: GradeEvent) => reporters.on(event),
        keepPackets,
      });
    },
  );
  await reporters.end();
  return result;
}

/** Everything that is written to. @throws RequestError when something of it can not be. */
function openOutputs(
  exercise: Exercise,
  { reporter, pcap, reader }: GradeOptions & Readonly<{ reader: Reader }>,
  language: Language,
) {
  const reporters = openReporters(reporter, { language, reader, folder: here() });
  if (pcap === undefined) return { reporters };
  const shown = seenChecks(exercise, reader);
  return { reporters, keepPackets: openPacketFolder(resolve(here(), pcap), exercise.id, shown) };
}

/**
 * For platforms, which want a document for whatever was handed in.
 * @throws RequestError when it was not that but where to write to that was wrong: nobody gets no points for it.
 */
async function reportRefusal(
  exercise: Exercise,
  path: string,
  reason: string,
  options: GradeOptions & Readonly<{ reader: Reader }>,
  language: Language,
): Promise<GradeResult> {
  const { reporters } = openOutputs(exercise, options, language);
  const result = refusedResult(exercise, { path, reason, language });
  for (const event of replay(result, [])) reporters.on(event);
  await reporters.end();
  return result;
}

/** The folder that npm or the shell was called from. */
function here(): string {
  return process.env["INIT_CWD"] ?? process.cwd();
}

function submissionPath({ path }: GradeOptions): string {
  return resolve(here(), path ?? ".");
}

function referencePath(folder: ExerciseFolder, language: string | true): string {
  const references = join(folder.path, "reference");
  const available = existsSync(references) ? readdirSync(references).toSorted() : [];
  const wanted =
    language === true ? (available.find((one) => one === "python") ?? available[0]) : language;
  if (wanted !== undefined && available.includes(wanted)) return join(references, wanted);
  const near = didYouMean(String(wanted), available);
  throw new RequestError(
    `Expected a reference of ${folder.id} (${available.join(", ")}), got "${wanted}".${near === undefined ? "" : ` Did you mean ${near}?`}`,
  );
}

/** Checks that the reader is not shown are not there for him, under whatever name. */
function checkSelection(exercise: Exercise, only: string | undefined, reader: Reader): void {
  const ids = seenChecks(exercise, reader).map(({ id }) => id);
  if (only === undefined || ids.includes(only)) return;
  const near = didYouMean(only, ids);
  throw new RequestError(
    `Expected --only to be a check of ${exercise.id} (${ids.join(", ")}), got "${only}".${near === undefined ? "" : ` Did you mean ${near}?`}`,
  );
}

/** Nobody asks for packets to get none. */
async function refuseWithoutPackets(
  slots: readonly Promise<Slot>[],
  { pcap }: GradeOptions,
): Promise<void> {
  if (pcap === undefined) return;
  const opened = await Promise.all(slots);
  if (opened.every(({ seesPackets }) => seesPackets)) return;
  const why = opened.every(({ tier }) => tier === 1)
    ? "tcpdump is missing or does not start"
    : "packets are seen only where programs have networks of their own, and here they have none";
  throw new RequestError(`--pcap: ${why}. npx sockgrade doctor says what that takes.`);
}
