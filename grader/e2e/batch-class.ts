import { cpSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { packageRoot } from "../exercise/package-root.ts";
import { type ClassRecord, classRecordSchema } from "../model/class-record.ts";

/** A class made of fixtures: a folder for each, as a student would hand it in. */
export function makeClass(folder: string, exercise: string, fixtures: readonly string[]): void {
  for (const name of fixtures) {
    const fixture = join(packageRoot, "fixtures", "submissions", exercise, name);
    const filter = (path: string) => basename(path) !== "expect.yaml";
    cpSync(fixture, join(folder, name), { recursive: true, filter });
  }
}

/** Every fixture of an exercise. */
export function fixturesOf(exercise: string): readonly string[] {
  return readdirSync(join(packageRoot, "fixtures", "submissions", exercise));
}

/** What a batch has written about a class. */
export function recordIn(out: string): ClassRecord {
  return classRecordSchema.parse(JSON.parse(readFileSync(join(out, "class.json"), "utf8")));
}

/**
 * Every file that a batch has written for people and programs, by name, without what differs from one run to
 * the next: how long something took, and the time of day. Not the journal, which tells how it came to this.
 */
export function writtenIn(out: string): Readonly<Record<string, string>> {
  const results = readdirSync(join(out, "results")).map((name) => `results/${name}`);
  return Object.fromEntries(
    ["class.json", ...results].map((name) => [
      name,
      timeless(readFileSync(join(out, name), "utf8")),
    ]),
  );
}

function timeless(text: string): string {
  return text
    .replaceAll(/"(durationMs|at|begun|ended)": .*/gu, '"$1": …')
    .replaceAll(/ · in .*/gu, " · in …");
}
