import type { Cause } from "../model/cause.ts";
import type { Launch } from "../model/submission.ts";
import type { LastWords } from "./last-words/last-words.ts";
import { readLastWords } from "./last-words/read-last-words.ts";
import { toolchains } from "./toolchains/index.ts";

/**
 * Why a program that came to nothing could not have run, by its name: a syntax error, a missing module, a
 * port that it may not have. Nothing when its last words do not tell. Only a program that has failed is
 * asked, so one that runs is never called broken. Never throws for the student's.
 */
export function diagnose(launch: Launch, words: LastWords): Cause | undefined {
  const toolchain = toolchains.find(({ language }) => language === launch.language);
  return toolchain?.diagnose?.(launch, words) ?? readLastWords(launch, words);
}
