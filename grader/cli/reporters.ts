import { randomBytes } from "node:crypto";
import { closeSync, fstatSync, openSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { didYouMean } from "../lib/did-you-mean.ts";
import type { GradeEvent } from "../model/event.ts";
import type { Language } from "../model/language.ts";
import { RequestError } from "../model/request-error.ts";
import type { Reader } from "../model/visibility.ts";
import { fanOut } from "../report/fan-out.ts";
import type { FormatOptions } from "../report/formats/format.ts";
import { formats } from "../report/formats/index.ts";
import { reporters } from "../report/index.ts";
import type { Reporter, ReporterKind, ReporterOptions } from "../report/reporter.ts";
import { seenBy } from "../report/seen-by.ts";
import { toScreen } from "./screen.ts";

/** Who gets reports, in which language, and from which folder files are named. */
type Surroundings = Readonly<{ language: Language; reader: Reader; folder: string }>;

/**
 * The reporters that were asked for, opened: `NAME` to the screen, `NAME=FILE` to a file, which is
 * looked for from the folder.
 */
export function openReporters(
  asked: readonly string[],
  surroundings: Surroundings,
): Readonly<{ on: (event: GradeEvent) => void; end: () => Promise<void> }> {
  const files: number[] = [];
  const opened = (asked.length === 0 ? ["tty"] : asked).map((request): [string, Reporter] => {
    const [name = "", file] = request.split(/=(.*)/su);
    const kind = findReporter(name);
    const open = (options: ReporterOptions) => readBy(kind, options, surroundings.reader);
    if (file === undefined) return [name, open(toScreen(formatOptions(surroundings)))];
    const path = resolve(surroundings.folder, file);
    const descriptor = openFile(path);
    files.push(descriptor);
    return [name, open(toFile(descriptor, path, surroundings))];
  });
  const all = fanOut(opened);
  return {
    on: (event) => all.on(event),
    end: async () => {
      const failures = await all.end();
      for (const file of files) closeSync(file);
      const [first] = failures;
      if (first !== undefined)
        throw new Error(`the ${first.name} report failed: ${first.error.message}`);
    },
  };
}

/** What a format is told that the machine and its environment know, the same for every report of a run. */
export function formatOptions({
  language,
  reader,
}: Pick<Surroundings, "language" | "reader">): FormatOptions {
  const { env } = process;
  return {
    language,
    reader,
    now: Date.now(),
    token: randomBytes(16).toString("hex"),
    workspace: env["GITHUB_WORKSPACE"] ?? process.cwd(),
    classroom50: env,
  };
}

/** A reporter that hears of what its reader may see. */
function readBy(kind: ReporterKind, options: ReporterOptions, reader: Reader): Reporter {
  const reporter = kind.create(options);
  if (kind.shows === "staff") return reporter;
  const seen = seenBy(reader);
  return {
    on(event) {
      const shown = seen.event(event);
      if (shown !== undefined) reporter.on(shown);
    },
    end: () => reporter.end?.(),
  };
}

function findReporter(name: string): ReporterKind {
  const found = reporters.find((one) => one.name === name);
  if (found !== undefined) return found;
  if (formats.some((one) => one.name === name))
    throw new RequestError(
      `Expected --reporter to be one that tells about one submission; "${name}" is for a class: sockgrade batch.`,
    );
  const names = reporters.map((one) => one.name);
  const near = didYouMean(name, names);
  throw new RequestError(
    `Expected --reporter to be one of ${names.join(", ")}, got "${name}".${near === undefined ? "" : ` Did you mean ${near}?`}`,
  );
}

function toFile(descriptor: number, path: string, surroundings: Surroundings): ReporterOptions {
  return {
    ...formatOptions(surroundings),
    target: "file",
    ...(isSharedFile(path, summaryFiles) ? { maxBytes: 2 ** 20 - fstatSync(descriptor).size } : {}),
    write: (text: string) => void writeSync(descriptor, text),
    colour: false,
    live: false,
    columns: 100,
  };
}

function openFile(file: string): number {
  try {
    return openSync(file, isSharedFile(file, [...summaryFiles, "GITHUB_OUTPUT"]) ? "a" : "w");
  } catch (error) {
    throw new RequestError(
      `Expected --reporter to name a file that can be written, got "${file}": ${(error as Error).message}`,
    );
  }
}

/** A workflow's step collects in these files what several programs have to say: they are added to. */
function isSharedFile(path: string, names: readonly string[]): boolean {
  return names.some((name) => process.env[name] === path);
}

const summaryFiles = ["GITHUB_STEP_SUMMARY"];
