/**
 * The time on the clock that a submission's own work has taken, of what `limits.wall` gives it. While it only
 * waits for a slot that works for others, nothing is counted: no neighbour costs it a verdict.
 */
export class OwnTime {
  readonly #allowedMs: number;
  #spentMs = 0;
  #since = 0;
  #atWork = 0;

  constructor(allowedSeconds: number) {
    this.#allowedMs = allowedSeconds * 1000;
  }

  /** One that counts from now on: for a submission that has all slots to itself. */
  static running(allowedSeconds: number): OwnTime {
    const time = new OwnTime(allowedSeconds);
    time.#begin();
    return time;
  }

  /** Counts for as long as `work` takes; what is done side by side counts once. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#begin();
    try {
      return await work();
    } finally {
      this.#atWork -= 1;
      if (this.#atWork === 0) this.#spentMs += performance.now() - this.#since;
    }
  }

  get spentMs(): number {
    return this.#spentMs + (this.#atWork === 0 ? 0 : performance.now() - this.#since);
  }

  get leftMs(): number {
    return this.#allowedMs - this.spentMs;
  }

  #begin(): void {
    if (this.#atWork === 0) this.#since = performance.now();
    this.#atWork += 1;
  }
}
