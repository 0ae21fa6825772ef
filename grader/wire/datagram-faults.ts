import type { Fate } from "../model/trace.ts";

/**
 * What happens to one datagram. UDP promises neither that it arrives, nor that it does so once, nor
 * the order (RFC 768; RFC 8085 §3.3), so each of these is a network that a program must live with.
 */
export type Fault =
  | "none"
  | "lose"
  | "double"
  /** It arrives after the one that was sent after it; when none is, as soon as everybody rests. */
  | "overtaken"
  /** It arrives as soon as everybody rests. */
  | "delay";

/** A datagram that goes on, or is lost for good. */
export type Passed<T> = Readonly<{ datagram: T; fate?: Fate }>;

/** One direction of a bad network: the first fault is for the first datagram, and so on; then none. */
export class FaultyLane<T> {
  readonly #faults: readonly Fault[];
  #count = 0;
  #overtaken: T[] = [];
  #delayed: T[] = [];

  constructor(faults: readonly Fault[] = []) {
    this.#faults = faults;
  }

  /** A datagram was sent. @returns what happens at once, in order. */
  accept(datagram: T): readonly Passed<T>[] {
    const fault = this.#faults[this.#count] ?? "none";
    this.#count += 1;
    if (fault === "lose") return [{ datagram, fate: "lost" }];
    if (fault === "delay") {
      this.#delayed.push(datagram);
      return [];
    }
    const overtaken = this.#overtaken.splice(0).map((one) => late(one));
    if (fault === "overtaken") this.#overtaken.push(datagram);
    if (fault === "overtaken") return overtaken;
    const again: readonly Passed<T>[] = fault === "double" ? [{ datagram, fate: "doubled" }] : [];
    return [{ datagram }, ...again, ...overtaken];
  }

  get isHolding(): boolean {
    return this.#overtaken.length + this.#delayed.length > 0;
  }

  /** Everybody rests. @returns what was kept back. */
  whenSettled(): readonly Passed<T>[] {
    return [...this.#overtaken.splice(0), ...this.#delayed.splice(0)].map((one) => late(one));
  }
}

function late<T>(datagram: T): Passed<T> {
  return { datagram, fate: "late" };
}
