import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname, extname, relative, resolve, sep } from "node:path";
import { didYouMean } from "../lib/did-you-mean.ts";
import type { Document } from "../batch/context.ts";
import { writeWhole } from "../batch/write-file.ts";
import type { BatchEvent } from "../model/batch-event.ts";
import type { ClassRecord } from "../model/class-record.ts";
import type { Language } from "../model/language.ts";
import type { MissingPiece } from "../model/missing-piece.ts";
import { RequestError } from "../model/request-error.ts";
import type { GradeResult } from "../model/result.ts";
import type { Reader } from "../model/visibility.ts";
import { batchReporter } from "../report/batch/progress.ts";
import type { Format } from "../report/formats/format.ts";
import { formats } from "../report/formats/index.ts";
import { jsonText } from "../report/formats/json-text.ts";
import { replay } from "../report/replay.ts";
import { seenBy } from "../report/seen-by.ts";
import { tty } from "../report/tty.ts";
import type { gradebookFrom } from "./gradebook-option.ts";
import { formatOptions } from "./reporters.ts";
import { toScreen } from "./screen.ts";

/** Everything that is written about a class and about each student of it. */
export type BatchReports = Readonly<{
  on: (event: BatchEvent) => void;
  /** Leaves the terminal as somebody else may write to it. */
  close: () => void;
  /** The reports of one student, the whole result first. */
  documentsOf: (result: GradeResult, missing: readonly MissingPiece[]) => readonly Document[];
  /** Writes what was asked for about the class. */
  write: (record: ClassRecord) => Promise<void>;
}>;

/**
 * The reporters that were asked for. One that tells about a class writes to its file, which is looked for from
 * the folder, or to the screen; one that tells about single students makes a file for each beside the results, and one
 * that does both does both. The progress is shown unless something else has the screen.
 * @throws RequestError for a name that is none, and for a file that can not be written.
 */
export function openBatchReports(
  asked: readonly string[],
  { language, reader, folder, out, gradebook }: Surroundings,
): BatchReports {
  const wanted = asked
    .filter((request) => request !== "tty")
    .map((one) => read(one, { folder, out }));
  const forClass = wanted.filter(({ format }) => format.record !== undefined);
  const forStudents = new Set(wanted.map(({ format }) => format).filter(isForStudents));
  const told = { ...formatOptions({ language, reader }), ...gradebook };
  const seen = seenBy(reader);
  const screen = toScreen(told);
  const hasScreen = forClass.some(({ file }) => file === undefined) && !asked.includes("tty");
  const progress = hasScreen ? undefined : batchReporter(screen);
  return {
    on: (event) => progress?.on(event),
    close: () => progress?.close(),
    documentsOf: (result, missing) => [
      { ending: "json", text: () => jsonText(result) },
      { ending: "txt", text: () => plainText(seen.result(result), missing, language) },
      ...[...forStudents].map(({ name, file, shows, result: textOf }) => ({
        ending: endingOf(name, file),
        text: () =>
          textOf?.(shows === "staff" ? result : seen.result(result), {
            ...told,
            target: "file",
          }) ?? "",
      })),
    ],
    write: async (record) => {
      for (const { format, file } of forClass) {
        const shown = format.shows === "staff" ? record : seen.record(record);
        const target = file === undefined ? "screen" : "file";
        // A shell puts what was for the screen into a file of the folder it is in.
        const resultsFrom = wayTo(out, file === undefined ? folder : dirname(file));
        const text = format.record?.(shown, { ...told, target, resultsFrom }) ?? "";
        if (file === undefined) screen.write(text);
        else await writeWhole(file, text);
      }
    },
  };
}

/** Who gets reports, in which language, and from which folder files are named. */
type Surroundings = Readonly<{
  language: Language;
  reader: Reader;
  folder: string;
  /** The folder of the batch, absolute. */
  out: string;
  gradebook: ReturnType<typeof gradebookFrom>;
}>;

/** Where a format has both, only one whose class links to its students wants a file for each of them. */
function isForStudents({ record, forEach }: Format): boolean {
  return record === undefined || forEach === true;
}

function wayTo(target: string, from: string): string {
  return relative(from, target).split(sep).join("/");
}

/** `html`, but `gradescope.json`: the whole result is JSON, too. */
function endingOf(name: string, file: string): string {
  const extension = extname(file).slice(1);
  return name === extension ? name : `${name}.${extension}`;
}

type Wanted = Readonly<{ format: Format; file?: string | undefined }>;

function read(request: string, { folder, out }: Pick<Surroundings, "folder" | "out">): Wanted {
  const [name = "", given] = request.split(/=(.*)/su);
  const format = findFormat(name);
  if (given === undefined) return { format };
  if (format.record === undefined)
    throw new RequestError(
      `Expected --reporter ${name} without a file, as it makes one for each student in the results, got "${request}".`,
    );
  const file = resolve(folder, given);
  // The batch makes its own folders, and says so where it can not.
  if (dirname(file) !== out || existsSync(out)) assertWritable(file, given);
  return { format, file };
}

function findFormat(name: string): Format {
  const found = formats.find((one) => one.name === name);
  if (found !== undefined) return found;
  const names = ["tty", ...formats.map((one) => one.name)];
  const near = didYouMean(name, names);
  throw new RequestError(
    `Expected --reporter to be one of ${names.join(", ")}, got "${name}".${near === undefined ? "" : ` Did you mean ${near}?`}`,
  );
}

/** Before anything is graded; what is there already stays until there is something to put in its place. */
function assertWritable(file: string, given: string): void {
  try {
    accessSync(dirname(file), constants.W_OK | constants.X_OK);
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  } catch (error) {
    throw new RequestError(
      `Expected --reporter to name a file that can be written, got "${given}": ${(error as Error).message}`,
    );
  }
  throw new RequestError(`Expected --reporter to name a file, got a folder: "${given}"`);
}

/** The report that the student would see on a terminal. */
function plainText(
  result: GradeResult,
  missing: readonly MissingPiece[],
  language: Language,
): string {
  let text = "";
  const write = (more: string) => void (text += more);
  const reporter = tty.create({ write, language, colour: false, live: false, columns: 100 });
  for (const event of replay(result, missing)) reporter.on(event);
  return text;
}
