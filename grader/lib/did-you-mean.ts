/**
 * The option that a mistyped word most likely meant, or nothing when none is near: at most one
 * slip for every three letters, where a slip is a letter added, left out, replaced, or swapped
 * with its neighbour. Case does not count. `limit` allows for fewer or more slips.
 */
export function didYouMean(
  word: string,
  options: Iterable<string>,
  limit = Math.max(1, Math.floor(word.length / 3)),
): string | undefined {
  let best: string | undefined;
  let fewest = limit + 1;
  for (const option of options) {
    const slips = countSlips(word.toLowerCase(), option.toLowerCase(), limit);
    if (slips < fewest) {
      best = option;
      fewest = slips;
    }
  }
  return best;
}

/** Optimal string alignment distance; anything above `limit` may come back as `limit + 1`. */
function countSlips(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let slips = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (same ? 0 : 1),
      );
      const swapped =
        row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) slips = Math.min(slips, at(beforePrevious, column - 2) + 1);
      current.push(slips);
    }
    beforePrevious = previous;
    previous = current;
  }
  return at(previous, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
