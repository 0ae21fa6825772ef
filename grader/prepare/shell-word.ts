/** A word as sh(1) reads it back, whatever characters are in it. */
export function shellWord(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
