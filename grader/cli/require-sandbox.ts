import { adviceText, missingText } from "../messages/missing-text.ts";
import { wordsFor } from "../messages/index.ts";
import type { Language } from "../model/language.ts";
import type { Slot } from "../run/slots.ts";
import { findMissing } from "./missing.ts";

/**
 * What `--sandbox require` says where programs can not be kept apart: what is missing, why, and the
 * command that adds it. Undefined where they can: then the sandbox was really tried, in a slot.
 */
export async function refusalWithoutSandbox(
  slots: readonly Promise<Slot>[],
  language: Language,
): Promise<string | undefined> {
  const missing = await findMissing(slots, "require");
  const reasons = missing.filter(({ costs }) => costs === "namespaces" || costs === "sandbox");
  if (reasons.length === 0) return undefined;
  const { machine, report } = wordsFor(language);
  const lines = reasons.flatMap((piece) => [
    `  ${report.missing} ${missingText(piece, machine)}`,
    ...adviceText(piece, machine).map((line) => `  ${line}`),
  ]);
  return [machine.refusal, ...lines].join("\n");
}
