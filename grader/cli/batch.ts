import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { z } from "zod";
import { type BatchEnd, runBatch } from "../batch/run-batch.ts";
import { Stop } from "../batch/stop.ts";
import { isDiskFailure } from "../batch/write-file.ts";
import { findExercise, loadExercise } from "../exercise/load.ts";
import { wordsFor } from "../messages/index.ts";
import { isErrored } from "../model/batch-event.ts";
import type { Language } from "../model/language.ts";
import { limitsOf } from "../model/limits.ts";
import { jsonText } from "../report/formats/json-text.ts";
import { openSlot, type Slot } from "../run/slots.ts";
import { openBatchReports } from "./batch-reports.ts";
import type { ExitCode } from "./command-line.ts";
import { gradebookFrom, gradebookOptions } from "./gradebook-option.ts";
import { readLimits } from "./limit-option.ts";
import { findMissing } from "./missing.ts";
import { fewJobs, readLanguage, readOptions, wholeNumber } from "./options.ts";
import { readerFrom, readerOptions } from "./reader-option.ts";
import { refusalWithoutSandbox } from "./require-sandbox.ts";

const batchOptions = z.object({
  exercise: z.string(),
  source: z.string(),
  out: z.string().min(1, "a folder"),
  jobs: fewJobs.optional(),
  roster: z.string().min(1, "a file").optional(),
  only: z.string().min(1, "a student").optional(),
  onlyFailed: z.boolean().default(false),
  fresh: z.boolean().default(false),
  reporter: z.array(z.string()).default([]),
  lang: z.string().optional(),
  seed: wholeNumber.optional(),
  ...readerOptions,
  ...gradebookOptions,
  limit: z.array(z.string()).default([]),
  sandbox: z.enum(["require", "off"], "require or off"),
});

type BatchOptions = z.output<typeof batchOptions>;

/** `sockgrade batch`: a whole class; goes on where an earlier run in the same folder was. */
export async function batchCommand(values: object): Promise<ExitCode> {
  const options = readOptions(batchOptions, values);
  const language = readLanguage(options.lang, process.env);
  const asked = readLimits(options.limit);
  const folder = findExercise(options.exercise);
  const reports = openBatchReports(options.reporter, {
    language,
    reader: readerFrom(options, new Date()),
    gradebook: gradebookFrom(options),
    folder: here(),
    out: resolve(here(), options.out),
  });
  const opening = openSlots(options);
  try {
    const exercise = await loadExercise(folder);
    const slots = await usableSlots(opening, options, language);
    if (slots === undefined) return 3;
    const missing = await findMissing(opening, options.sandbox);
    const stop = new Stop();
    using signals = listenForSignals(stop);
    const { out, roster, seed, fresh, onlyFailed, only } = options;
    const end = await runBatch({
      exercise,
      folder,
      source: resolve(here(), options.source),
      out: resolve(here(), out),
      roster: roster === undefined ? undefined : resolve(here(), roster),
      limits: limitsOf(exercise.limits, asked),
      seed,
      language,
      missing,
      wish: { fresh, onlyFailed, only },
      slots,
      stop,
      host: process.env,
      documentsOf: (result) => reports.documentsOf(result, missing),
      recordText: jsonText,
      on: reports.on,
      write: reports.write,
    });
    return exitCodeOf(end, signals.code());
  } catch (error) {
    reports.close();
    if (!isDiskFailure(error)) throw error;
    const { batch } = wordsFor(language);
    process.stderr.write(`sockgrade: ${batch.diskFull((error as Error).message)}\n`);
    return 3;
  } finally {
    for (const slot of opening) (await slot).close();
  }
}

/** Points that students lost are no failure of a batch; what could not be looked at is. */
function exitCodeOf({ record, isWhole }: BatchEnd, signal: ExitCode): ExitCode {
  if (!isWhole) return signal;
  return record.entries.some(isErrored) ? 3 : 0;
}

/** Some more than there are cores, as programs mostly wait; the shared machine has room for one check at a time. */
function openSlots({ jobs, sandbox }: BatchOptions): readonly Promise<Slot>[] {
  const isolate = sandbox !== "off";
  const count = isolate ? (jobs ?? Math.ceil(slotsPerCore * availableParallelism())) : 1;
  return Array.from({ length: count }, () => openSlot(isolate));
}

/** Measured with `npm run bench:batch` on two cores: two leave a fifth of them idle, four only look around more. */
const slotsPerCore = 1.5;

/** Those that keep strangers' programs away from everything else; undefined, and told, where there is none. */
async function usableSlots(
  opening: readonly Promise<Slot>[],
  { sandbox }: BatchOptions,
  language: Language,
): Promise<readonly Slot[] | undefined> {
  const slots = await Promise.all(opening);
  if (sandbox === "off") return slots;
  const safe = slots.filter((slot) => slot.tier === 1 && slot.sandbox !== "none");
  if (safe.length > 0) return safe;
  const refusal = await refusalWithoutSandbox(opening, language);
  process.stderr.write(`sockgrade: ${refusal ?? wordsFor(language).machine.refusal}\n`);
  return undefined;
}

/** Ctrl-C lets what runs come to its end, a second one does not; whoever hangs up or ends us wants no waiting. */
function listenForSignals(stop: Stop): Disposable & { code(): ExitCode } {
  let code: ExitCode = 130;
  let isTold = false;
  const listeners = {
    SIGINT: () => {
      // Somebody who insists.
      if (stop.isNow) process.exit(130);
      stop.ask();
    },
    SIGTERM: () => {
      if (!isTold) code = 143;
      isTold = true;
      stop.giveUp();
    },
    SIGHUP: () => {
      if (!isTold) code = 129;
      isTold = true;
      stop.giveUp();
    },
  };
  const all = Object.entries(listeners);
  for (const [signal, listener] of all) process.on(signal, listener);
  return {
    code: () => code,
    [Symbol.dispose]() {
      for (const [signal, listener] of all) process.off(signal, listener);
    },
  };
}

/** The folder that npm or the shell was called from. */
function here(): string {
  return process.env["INIT_CWD"] ?? process.cwd();
}
