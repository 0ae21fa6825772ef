import { closeSync, openSync, writeSync } from "node:fs";
import { resolve } from "node:path";
import { didYouMean } from "../lib/did-you-mean.ts";
import type { GradeEvent } from "../model/event.ts";
import type { Language } from "../model/language.ts";
import { RequestError } from "../model/request-error.ts";
import { fanOut } from "../report/fan-out.ts";
import { reporters } from "../report/index.ts";
import type { Reporter, ReporterKind } from "../report/reporter.ts";
import { toScreen } from "./screen.ts";

/**
 * The reporters that were asked for, opened: `NAME` to the screen, `NAME=FILE` to a file, which is
 * looked for from `folder`.
 */
export function openReporters(
  asked: readonly string[],
  language: Language,
  folder: string,
): Readonly<{ on: (event: GradeEvent) => void; end: () => Promise<void> }> {
  const files: number[] = [];
  const opened = (asked.length === 0 ? ["tty"] : asked).map((request): [string, Reporter] => {
    const [name = "", file] = request.split(/=(.*)/su);
    const kind = findReporter(name);
    if (file === undefined) return [name, kind.create(toScreen(language))];
    const descriptor = openFile(resolve(folder, file));
    files.push(descriptor);
    const write = (text: string) => void writeSync(descriptor, text);
    return [name, kind.create({ write, language, colour: false, live: false, columns: 100 })];
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

function findReporter(name: string): ReporterKind {
  const found = reporters.find((one) => one.name === name);
  if (found !== undefined) return found;
  const names = reporters.map((one) => one.name);
  const near = didYouMean(name, names);
  throw new RequestError(
    `Expected --reporter to be one of ${names.join(", ")}, got "${name}".${near === undefined ? "" : ` Did you mean ${near}?`}`,
  );
}

function openFile(file: string): number {
  try {
    return openSync(file, "w");
  } catch (error) {
    throw new RequestError(
      `Expected --reporter to name a file that can be written, got "${file}": ${(error as Error).message}`,
    );
  }
}
