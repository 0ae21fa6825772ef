import { type Random, shuffled } from "../lib/random.ts";

/**
 * Gives out words to type: plain, of different lengths, none part of another, none that a
 * program's own texts use, and none twice in one check.
 */
export class Words {
  readonly #left: string[];

  constructor(random: Random) {
    this.#left = shuffled(vocabulary, random);
  }

  next(): string {
    const word = this.#left.pop();
    if (word === undefined) throw new Error("a check has used up all words");
    return word;
  }

  /** So many words, the longest first: what a buffer that is not cleared shows the tail of. */
  shrinking(count: number): string[] {
    const groups = [longWords, middleWords, shortWords];
    return Array.from({ length: count }, (_, index) => {
      const group = groups[Math.min(index, groups.length - 1)] as ReadonlySet<string>;
      const found = this.#left.findLastIndex((word) => group.has(word));
      return this.#left.splice(found, 1)[0] as string;
    });
  }
}

const longWords = wordSet(
  "tangerina borboleta jabuticaba crocodilo beterraba hipopotamo tartaruga pirilampo bicicleta",
);
const middleWords = wordSet(
  "pipoca girafa cavalo banana tambor violao laranja morango panela janela cebola jacare macaco",
);
const shortWords = wordSet("uva lua giz pau boi sol tatu peru");
const vocabulary = [...longWords, ...middleWords, ...shortWords];

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(" "));
}
