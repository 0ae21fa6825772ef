/**
 * Gives students names that are fit for files. The same words give the same key; who comes later with words
 * that are taken gets `-2`, `-3`.
 */
export class StudentKeys {
  readonly #taken = new Set<string>();

  take(plain: string): string {
    let key = plain;
    for (let count = 2; this.#taken.has(key); count += 1) key = `${plain}-${count}`;
    this.#taken.add(key);
    return key;
  }
}

/**
 * The key for a name that nobody else has: accents folded, lower case, a hyphen for everything but letters,
 * digits, `.` and `_`. Empty for a name without a Latin letter or digit.
 */
export function keyOf(words: string): string {
  const plain = fold(words)
    .replace(/[^a-z0-9._]+/gu, "-")
    .replace(/^[-.]+/u, "")
    .slice(0, longest)
    .replace(/[-.]+$/u, "");
  return reserved.test(plain) ? `_${plain}` : plain;
}

/** Without accents and case. */
export function fold(words: string): string {
  return words
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ßøłđæœıþð]/gu, (letter) => withoutAccent[letter] ?? "");
}

/** Letters that are no accented form of another one for Unicode. */
const withoutAccent: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  æ: "ae",
  œ: "oe",
  ı: "i",
  þ: "th",
  ð: "d",
};

/** Files are named after keys, with endings of their own. */
const longest = 80;

/** Names that Windows keeps for devices, with whatever ending. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/u;
