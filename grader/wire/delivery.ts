/**
 * How bytes reach their receiver: the same stream, cut and timed on purpose. TCP promises the
 * order of bytes, not how many come at once (RFC 9293 §3.8), so each of these is a network that a
 * program must live with.
 */
export type DeliveryPlan =
  | Readonly<{ how: "immediate" }>
  /** Everything at once, when both programs have come to rest. */
  | Readonly<{ how: "merged" }>
  /** In pieces of these sizes, in turn, each when the receiver is back in recv. */
  | Readonly<{ how: "cut"; sizes: readonly number[] }>
  /** Message by message, each when the receiver is back in recv. */
  | Readonly<{ how: "whole"; messages: readonly string[] }>;

/** Holds the bytes of one direction until it is time. */
export class Delivery {
  readonly #plan: DeliveryPlan;
  #held = Buffer.alloc(0);
  #hasEnded = false;
  #nextMessage = 0;
  #pieces = 0;
  #prefixBytes: number | undefined;

  constructor(plan: DeliveryPlan) {
    this.#plan = plan;
  }

  /** Bytes from the sender. @returns what goes on at once. */
  accept(bytes: Buffer): Buffer {
    if (this.#plan.how === "immediate") return bytes;
    this.#held = Buffer.concat([this.#held, bytes]);
    return nothing;
  }

  /** The sender's FIN has come; it goes on once nothing is held any more. */
  end(): void {
    this.#hasEnded = true;
  }

  get isHolding(): boolean {
    return this.#held.length > 0;
  }

  /** Whether the FIN may go on. */
  get isOver(): boolean {
    return this.#hasEnded && this.#held.length === 0;
  }

  /** The receiver is back in recv and has read everything. @returns what it gets now. */
  whenReceiving(): Buffer {
    if (this.#plan.how === "cut") return this.#take(this.#nextSize(this.#plan.sizes));
    if (this.#plan.how === "whole") return this.#take(this.#wholeMessage(this.#plan.messages));
    return nothing;
  }

  /** Nothing moves any more. @returns what is released so that the check can go on. */
  whenSettled(): Buffer {
    if (this.#plan.how === "cut") return this.#take(this.#nextSize(this.#plan.sizes));
    if (this.#plan.how === "whole") this.#nextMessage += 1;
    return this.#take(this.#held.length);
  }

  #nextSize(sizes: readonly number[]): number {
    this.#pieces += 1;
    return sizes[(this.#pieces - 1) % sizes.length] as number;
  }

  #take(length: number): Buffer {
    const taken = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(length);
    return taken;
  }

  /**
   * The length of the message that is whole in what is held, with its frame. What comes before
   * the very first text is a prefix (a length, say), so as many bytes before the next text belong
   * to the next message, and the rest between them (a line end, say) to this one.
   */
  #wholeMessage(messages: readonly string[]): number {
    const current = messages[this.#nextMessage];
    if (current === undefined) return this.#held.length;
    const start = this.#held.indexOf(current);
    if (start < 0) return 0;
    this.#prefixBytes ??= start;
    const next = messages[this.#nextMessage + 1];
    const nextStart = next === undefined ? -1 : this.#held.indexOf(next, start + current.length);
    if (nextStart < 0 && !this.#hasEnded) return 0;
    this.#nextMessage += 1;
    return nextStart < 0 ? this.#held.length : nextStart - this.#prefixBytes;
  }
}

const nothing = Buffer.alloc(0);
