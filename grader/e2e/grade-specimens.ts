import { exerciseFolders, findExercise, loadExercise } from "../exercise/load.ts";
import type { CheckResult } from "../model/result.ts";
import { openSlot, type Slot } from "../run/slots.ts";
import { type Scope, type Specimen, specimensOf, verify } from "../run/verify.ts";

/** How one specimen ended: what differs from what it declares, and every check's verdict. */
export type Graded = Readonly<{
  specimen: Specimen;
  differences: readonly string[];
  /** What happened in the checks that differ, for whoever has to find out why. */
  evidence: string;
  /** `passed`, `failed/not-shown`, `skipped/needs`, … for each check. */
  verdicts: Readonly<Record<string, string>>;
}>;

/** Every reference and every fixture of every exercise. */
export function allSpecimens(): readonly Specimen[] {
  return exerciseFolders().flatMap(specimensOf);
}

/**
 * Grades specimens in their order, `slots` at a time. A specimen that can not be graded at all ends
 * with that error as its difference, so that the others go on.
 */
export async function gradeSpecimens(
  specimens: readonly Specimen[],
  options: Readonly<{
    slots: number;
    seed: number;
    scope?: Scope;
    onGraded: (graded: Graded) => void;
  }>,
): Promise<void> {
  const queue = [...specimens];
  const worker = async (): Promise<void> => {
    const slot = await openSlot(true);
    try {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        options.onGraded(await gradeOne(next, slot, options.seed, options.scope));
      }
    } finally {
      slot.close();
    }
  };
  await Promise.all(Array.from({ length: options.slots }, worker));
}

async function gradeOne(
  specimen: Specimen,
  slot: Slot,
  seed: number,
  scope: Scope | undefined,
): Promise<Graded> {
  try {
    const exercise = await loadExercise(findExercise(specimen.exercise));
    const { result, differences } = await verify(exercise, specimen, slot, seed, scope);
    const verdicts = Object.fromEntries(result.checks.map((check) => [check.id, verdictOf(check)]));
    return { specimen, differences, evidence: evidenceOf(result.checks, differences), verdicts };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { specimen, differences: [message], evidence: "", verdicts: { "": message } };
  }
}

function evidenceOf(checks: readonly CheckResult[], differences: readonly string[]): string {
  return checks
    .filter(({ id }) => differences.some((difference) => difference.startsWith(`${id}:`)))
    .map(({ id, cause, trace = [] }) =>
      [id, JSON.stringify(cause), ...trace.map((event) => JSON.stringify(event))].join("\n  "),
    )
    .join("\n");
}

function verdictOf({ status, cause, skipped, error }: CheckResult): string {
  return [status, cause?.kind ?? skipped?.kind ?? error]
    .filter((part) => part !== undefined)
    .join("/");
}
