/** The index of the first byte that differs; the shorter length when one begins with the other. */
export function firstDifference(expected: Uint8Array, actual: Uint8Array): number {
  const shorter = Math.min(expected.length, actual.length);
  for (let at = 0; at < shorter; at += 1) if (expected[at] !== actual[at]) return at;
  return shorter;
}
