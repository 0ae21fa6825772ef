import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { handInOf } from "../exercise/hand-in.ts";
import type { ExerciseFolder } from "../exercise/load.ts";
import { packageRoot } from "../exercise/package-root.ts";
import { limitsOf } from "../model/limits.ts";
import type { GradeResult } from "../model/result.ts";
import type { Exercise } from "../spec/exercise.ts";
import { openSubmission } from "../submission/open.ts";
import { grade } from "./grade.ts";
import type { Slot } from "./slots.ts";
import { withPrepared } from "./with-prepared.ts";

/** A program whose verdict is known: a reference, or a fixture with its `expect.yaml`. */
export type Specimen = Readonly<{
  exercise: string;
  name: string;
  path: string;
  isReference: boolean;
}>;

/** How a specimen ended, and in which lines that differs from what it declares. */
export type Verified = Readonly<{
  specimen: Specimen;
  result: GradeResult;
  differences: readonly string[];
}>;

/** Every reference and fixture of an exercise. */
export function specimensOf({ id, path }: ExerciseFolder): readonly Specimen[] {
  const references = join(path, "reference");
  const fixtures = join(packageRoot, "fixtures", "submissions", id);
  return [
    ...foldersIn(references).map((name) => ({
      exercise: id,
      name: `reference ${name}`,
      path: join(references, name),
      isReference: true,
    })),
    ...foldersIn(fixtures).map((name) => ({
      exercise: id,
      name,
      path: join(fixtures, name),
      isReference: false,
    })),
  ];
}

/**
 * How much of a specimen is looked at. `declared`: of a wrong program only the checks that it must fail and
 * those that they need, which takes half the time; of everything else every check.
 */
export type Scope = "everything" | "declared";

/** Grades a specimen in one slot and compares: references get every point, fixtures what they declare. */
export async function verify(
  whole: Exercise,
  specimen: Specimen,
  slot: Slot,
  seed: number,
  scope: Scope = "everything",
): Promise<Verified> {
  const expected = specimen.isReference ? nothingFails : await readExpectation(specimen);
  const isPart = scope === "declared" && specimen.name.startsWith("wrong-");
  const exercise = isPart ? onlyDeclared(whole, expected) : whole;
  const submission = await openSubmission(specimen.path, handInOf(exercise));
  const room = { slots: [Promise.resolve(slot)], limits: limitsOf(exercise.limits) };
  const result = await withPrepared(submission, room, (ready) =>
    grade({
      ...ready,
      ...room,
      exercise,
      seed,
      language: "en",
      missing: [],
      onEvent: () => undefined,
    }),
  );
  // Notes come from every check, so part of the checks makes part of the notes.
  const told = isPart ? { ...expected, notes: undefined } : expected;
  const differences = compare(result, told);
  return { specimen, result, differences };
}

/** The checks that fail, and all that have to pass before they are run. */
function onlyDeclared(exercise: Exercise, { fails }: Expectation): Exercise {
  const wanted = new Set(Object.keys(fails));
  for (const { id, needs } of exercise.checks.toReversed())
    if (wanted.has(id)) for (const need of needs) wanted.add(need);
  return { ...exercise, checks: exercise.checks.filter(({ id }) => wanted.has(id)) };
}

const expectationSchema = z.strictObject({
  about: z.string().min(1),
  /** Every check that ends failed, with the kind of its cause. */
  fails: z.record(z.string(), z.string()),
  notes: z.array(z.string()).optional(),
});

type Expectation = z.infer<typeof expectationSchema>;

const nothingFails: Expectation = { about: "a reference", fails: {} };

async function readExpectation({ path }: Specimen): Promise<Expectation> {
  return expectationSchema.parse(parse(await readFile(join(path, "expect.yaml"), "utf8")));
}

function compare(result: GradeResult, { fails, notes }: Expectation): readonly string[] {
  const ids = new Set([...Object.keys(fails), ...result.checks.map(({ id }) => id)]);
  const differences = [...ids].flatMap((id) => {
    const check = result.checks.find((one) => one.id === id);
    const expected = fails[id] ?? "passed";
    const actual =
      check === undefined ? "no such check" : (check.cause?.kind ?? check.error ?? check.status);
    // A shared machine has no relay for every pair: what could not be looked at says nothing.
    const isUnseen = check?.skipped?.kind === "unavailable" && check.skipped.what !== "frame";
    const isSkipped = isUnseen || (check?.status === "skipped" && fails[id] === undefined);
    return isSkipped || actual === expected ? [] : [`${id}: expected ${expected}, got ${actual}`];
  });
  const told = [
    ...new Set(result.checks.flatMap((check) => check.notes ?? []).map(({ kind }) => kind)),
  ];
  const isAsDeclared = notes === undefined || told.toSorted().join() === notes.toSorted().join();
  if (isAsDeclared) return differences;
  return [...differences, `notes: expected [${notes.join(", ")}], got [${told.join(", ")}]`];
}

function foldersIn(path: string): readonly string[] {
  return existsSync(path)
    ? readdirSync(path)
        .map((name) => basename(name))
        .toSorted()
    : [];
}
