import { availableParallelism } from "node:os";
import { z } from "zod";
import { exerciseFolders, findExercise, loadExercise } from "../exercise/load.ts";
import { openSlot } from "../run/slots.ts";
import { type Specimen, specimensOf, verify } from "../run/verify.ts";
import type { ExitCode } from "./command-line.ts";
import { fewJobs, readOptions, wholeNumber } from "./options.ts";

const verifyOptions = z.object({
  exercise: z.string().optional(),
  jobs: fewJobs.optional(),
  fixture: z.string().optional(),
  seed: wholeNumber.optional(),
});

/** `sockgrade verify`: a line for each reference and fixture that does not end as declared. */
export async function verifyCommand(values: object): Promise<ExitCode> {
  const options = readOptions(verifyOptions, values);
  const folders =
    options.exercise === undefined ? exerciseFolders() : [findExercise(options.exercise)];
  const specimens = folders
    .flatMap(specimensOf)
    .filter(({ name }) => options.fixture === undefined || name.includes(options.fixture));
  const begin = performance.now();
  const queue = [...specimens];
  let wrong = 0;
  const worker = async (): Promise<void> => {
    const slot = await openSlot(true);
    for (let specimen = queue.shift(); specimen !== undefined; specimen = queue.shift()) {
      const lines = await verifyOne(specimen, slot, options.seed ?? 1);
      if (lines.length > 0) wrong += 1;
      for (const line of lines) process.stdout.write(`${line}\n`);
    }
    slot.close();
  };
  await Promise.all(Array.from({ length: options.jobs ?? availableParallelism() }, worker));
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  process.stdout.write(`${specimens.length - wrong} passed, ${wrong} failed in ${seconds} s\n`);
  return wrong === 0 ? 0 : 1;
}

async function verifyOne(
  specimen: Specimen,
  slot: Awaited<ReturnType<typeof openSlot>>,
  seed: number,
): Promise<readonly string[]> {
  const { exercise, name } = specimen;
  try {
    const spec = await loadExercise(findExercise(exercise));
    const { differences } = await verify(spec, specimen, slot, seed);
    return differences.map((difference) => `✗ ${exercise} ${name}: ${difference}`);
  } catch (error) {
    return [`✗ ${exercise} ${name}: ${error instanceof Error ? error.message : String(error)}`];
  }
}
