import { parseArgs } from "node:util";
import { type RawProgram, killGroup, spawnProgram } from "../process/spawn.ts";
import type { Specimen } from "../run/verify.ts";
import { allSpecimens, type Graded, gradeSpecimens } from "./grade-specimens.ts";

// Grades every specimen many times on a machine that is kept busy, and tells which verdicts differ.
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "20" },
    /** Only specimens whose exercise and name contain this. */
    part: { type: "string", default: "" },
  },
});
const runs = Number(values.runs);
const specimens = allSpecimens().filter((specimen) => nameOf(specimen).includes(values.part));

const busy = await keepBusy(4);
const stop = () => {
  for (const { pid } of busy) killGroup(pid);
};
process.on("exit", stop);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(130));

/** What each check of a specimen ended as, run by run. */
const endings = new Map<string, Map<string, string[]>>();
for (let run = 1; run <= runs; run += 1) {
  await gradeSpecimens(specimens, { slots: 2, seed: run, onGraded: note });
  process.stderr.write(`run ${run} of ${runs}: ${differing().length} differ so far\n`);
}
stop();

for (const [name, checks] of differing()) {
  process.stdout.write(`${name}\n`);
  for (const [check, verdicts] of checks)
    process.stdout.write(`  ${check}: ${counted(verdicts)}\n`);
}
process.stdout.write(
  `${specimens.length} specimens × ${runs} runs: ${differing().length} differ\n`,
);
process.exit(differing().length === 0 && specimens.length > 0 ? 0 : 1);

function nameOf({ exercise, name }: Specimen): string {
  return `${exercise} ${name}`;
}

/** Programs that do nothing but compute: more than there are cores, so that everybody has to wait. */
async function keepBusy(count: number): Promise<readonly RawProgram[]> {
  const settings = { cwd: process.cwd(), env: {} };
  return await Promise.all(
    Array.from({ length: count }, () =>
      spawnProgram([process.execPath, "-e", "for (;;);"], settings),
    ),
  );
}

function note({ specimen, verdicts }: Graded): void {
  const checks = endings.get(nameOf(specimen)) ?? new Map<string, string[]>();
  endings.set(nameOf(specimen), checks);
  for (const [check, verdict] of Object.entries(verdicts))
    checks.set(check, [...(checks.get(check) ?? []), verdict]);
}

/** The specimens of which some check has not always ended the same, with those checks. */
function differing(): readonly (readonly [
  string,
  readonly (readonly [string, readonly string[]])[],
])[] {
  return [...endings]
    .map(
      ([name, checks]) =>
        [name, [...checks].filter(([, verdicts]) => new Set(verdicts).size > 1)] as const,
    )
    .filter(([, checks]) => checks.length > 0);
}

/** `passed × 19, failed/not-shown × 1`, the commonest first. */
function counted(verdicts: readonly string[]): string {
  return [...new Set(verdicts)]
    .map((verdict) => [verdict, verdicts.filter((one) => one === verdict).length] as const)
    .toSorted(([, one], [, other]) => other - one)
    .map(([verdict, count]) => `${verdict} × ${count}`)
    .join(", ");
}
