import type { Waiting } from "../model/waiting.ts";
import type { WaitingWords } from "./catalogue.ts";

/** The words for one way to wait. */
export function wordsForWaiting<On extends Waiting["on"]>(
  words: WaitingWords,
  waiting: Extract<Waiting, { on: On }>,
): string {
  return words[waiting.on](waiting);
}
