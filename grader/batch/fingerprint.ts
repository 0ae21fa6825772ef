import type { Submission } from "../model/submission.ts";
import { hashText } from "./content-hash.ts";
import type { BatchContext } from "./context.ts";

/**
 * Everything that a result depends on, hashed: what was handed in and under which name, the code that grades,
 * the tools that build and start it, what a program may use, the seed, the words, the machine.
 */
export async function fingerprintOf(
  content: string,
  source: string,
  { programs }: Submission,
  context: BatchContext,
): Promise<string> {
  const { exercise, version, limits, language, slot } = context;
  const languages = [...new Set(Object.values(programs).map((program) => program.language))];
  const depends = {
    content,
    source,
    exercise: exercise.id,
    version,
    tools: await context.tools.of(languages.toSorted()),
    limits,
    seed: context.seed,
    language,
    slot: [slot.tier, slot.kernel, slot.sandbox, slot.seesPackets],
    node: [process.version, process.arch],
  };
  return hashText(JSON.stringify(depends));
}

/** The seed of one submission: the same for the same content, and nobody can tell it from the class's. */
export function seedOf(content: string, seed: number): number {
  return Number.parseInt(hashText(`${seed} ${content}`).slice(0, 8), 16) % 2 ** 31;
}
