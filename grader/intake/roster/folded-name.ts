import { fold } from "../student-key.ts";

/** A name for comparing: without accents, case, punctuation, and without its order, as in `Silva, Ana`. */
export function foldedName(name: string): string {
  return wordsOf(name).toSorted().join(" ");
}

/**
 * A name as Canvas puts it in front of files: by surname, without blanks. Where the surname begins only Canvas
 * knows, so these are all the ways.
 */
export function sortableNames(name: string): readonly string[] {
  const words = wordsOf(name);
  return words.map((_, at) => [...words.slice(at), ...words.slice(0, at)].join(""));
}

function wordsOf(name: string): readonly string[] {
  return fold(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
