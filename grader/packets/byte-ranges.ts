/** Half-open: the first byte, and the one after the last. */
type Range = Readonly<{ from: number; to: number }>;

/**
 * Which bytes of a stream have been seen, by their place in it. More than a thousand holes are not
 * told apart: by then it is no stream that anybody has sent.
 */
export class ByteRanges {
  #ranges: Range[] = [];

  /** How many bytes have been seen, each counted once. */
  get bytes(): number {
    return this.#ranges.reduce((sum, { from, to }) => sum + to - from, 0);
  }

  /** The first hole, up to `end`, after everything from `from` on that was seen. */
  hole(from: number, end: number): Range | undefined {
    let seen = from;
    for (const range of this.#ranges) {
      if (range.from > seen) return { from: seen, to: Math.min(range.from, end) };
      seen = Math.max(seen, range.to);
    }
    return seen < end ? { from: seen, to: end } : undefined;
  }

  /** @returns whether any of these bytes had not been seen before. */
  add(from: number, to: number): boolean {
    if (to <= from) return false;
    const last = this.#ranges.at(-1);
    if (last !== undefined && from === last.to) {
      this.#ranges[this.#ranges.length - 1] = { from: last.from, to };
      return true;
    }
    const first = this.#firstEndingAt(from);
    const at = this.#ranges[first];
    if (at !== undefined && at.from <= from && to <= at.to) return false;
    if (this.#ranges.length >= mostRanges) return true;
    const touching = this.#ranges.slice(first).findIndex((range) => range.from > to);
    const count = touching < 0 ? this.#ranges.length - first : touching;
    const end = this.#ranges[first + count - 1];
    const merged = {
      from: count > 0 && at !== undefined ? Math.min(from, at.from) : from,
      to: count > 0 && end !== undefined ? Math.max(to, end.to) : to,
    };
    this.#ranges.splice(first, count, merged);
    return true;
  }

  /** Where the first range is that ends at `place` or after it. */
  #firstEndingAt(place: number): number {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ranges[middle] as Range).to < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const mostRanges = 1000;
