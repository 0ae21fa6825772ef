import { isSeen, type Reader } from "../model/visibility.ts";
import type { Check, Exercise } from "../spec/exercise.ts";

/** The checks that a reader may know of. */
export function seenChecks({ checks }: Exercise, reader: Reader): readonly Check[] {
  return checks.filter(({ visibility }) => isSeen(visibility, reader));
}
