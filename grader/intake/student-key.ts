/**
 * Gives names that are fit for files: accents folded, everything but letters, digits, `.`, `_` and `-`
 * a hyphen, lower case. The same words always give the same key; who comes later with a key that is taken
 * gets `-2`, `-3`.
 */
export class StudentKeys {
  readonly #taken = new Set<string>();

  take(words: string): string {
    const plain = keyOf(words);
    let key = plain;
    for (let count = 2; this.#taken.has(key); count += 1) key = `${plain}-${count}`;
    this.#taken.add(key);
    return key;
  }
}

/** The key for a name that nobody else has. */
export function keyOf(words: string): string {
  const plain = words
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[ßøłđæœıþð]/giu, (letter) => withoutAccent[letter.toLowerCase()] ?? "")
    .toLowerCase()
    .replace(/[^a-z0-9._]+/gu, "-")
    .slice(0, longest)
    .replace(/^[-.]+|[-.]+$/gu, "");
  if (plain === "") return "student";
  return reserved.test(plain) ? `_${plain}` : plain;
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
