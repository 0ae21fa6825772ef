/** A source of numbers in [0, 1) that repeats itself for the same seed. */
export type Random = () => number;

/**
 * A small seeded generator (mulberry32): good enough to pick words, never for secrets.
 * `salt` gives every check its own sequence, so that one check run alone picks the same words.
 */
export function seededRandom(seed: number, salt: string): Random {
  let state = seed >>> 0;
  for (const character of salt) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A copy in random order. */
export function shuffled<T>(values: readonly T[], random: Random): T[] {
  const copy = [...values];
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [copy[last], copy[other]] = [copy[other] as T, copy[last] as T];
  }
  return copy;
}
