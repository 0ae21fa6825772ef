/**
 * One direction of a TCP connection, put together: every byte once and in order, however often,
 * early or late it was sent (RFC 9293 §3.4). Where two segments differ about a byte the first counts.
 */
export class TcpStream {
  readonly #mostContent: number;
  readonly #content: Buffer[] = [];
  #contentBytes = 0;
  /** Sequence number of the next byte in order; undefined until anything is known. */
  #next: number | undefined;
  /** Segments beyond a gap, nearest first. */
  #waiting: Segment[] = [];
  #waitingBytes = 0;
  #bytes = 0;
  #missing = 0;

  /** `mostContent` bytes are kept; all are counted. */
  constructor(mostContent: number) {
    this.#mostContent = mostContent;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Bytes that never came, though later ones did. */
  get missing(): number {
    return this.#missing;
  }

  /** The first bytes, up to the first that is missing. */
  get content(): Buffer {
    return Buffer.concat(this.#content);
  }

  /** A SYN takes a sequence number of its own. */
  begin(sequence: number): void {
    this.#next ??= (sequence + 1) >>> 0;
  }

  add(sequence: number, payload: Buffer): void {
    if (payload.length === 0) return;
    this.#next ??= sequence;
    if (!this.#take({ sequence, payload })) this.#keep({ sequence, payload });
    else this.#takeWaiting();
    if (this.#waiting.length > mostWaiting || this.#waitingBytes > mostWaitingBytes)
      this.#skipGap();
  }

  /** No more will come: what waits behind a gap counts as well. */
  finish(): void {
    while (this.#waiting.length > 0) this.#skipGap();
  }

  /** @returns whether the segment is dealt with: it was old, or came next. */
  #take({ sequence, payload }: Segment): boolean {
    const ahead = distance(this.#next as number, sequence);
    if (ahead > 0) return false;
    const fresh = payload.subarray(-ahead);
    if (fresh.length === 0) return true;
    this.#next = (sequence + payload.length) >>> 0;
    this.#bytes += fresh.length;
    if (this.#missing === 0)
      this.#append(fresh.subarray(0, this.#mostContent - this.#contentBytes));
    return true;
  }

  #append(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#content.push(bytes);
    this.#contentBytes += bytes.length;
  }

  #keep(segment: Segment): void {
    const next = this.#next as number;
    const ahead = distance(next, segment.sequence);
    // No window is that large (RFC 7323 §2.3): it belongs to some other connection.
    if (ahead > 2 ** 30) return;
    const isLater = (one: Segment) => distance(next, one.sequence) > ahead;
    const at = this.#waiting.findIndex(isLater);
    this.#waiting.splice(at < 0 ? this.#waiting.length : at, 0, segment);
    this.#waitingBytes += segment.payload.length;
  }

  #takeWaiting(): void {
    for (
      let [first] = this.#waiting;
      first !== undefined && this.#take(first);
      [first] = this.#waiting
    ) {
      this.#waiting.shift();
      this.#waitingBytes -= first.payload.length;
    }
  }

  #skipGap(): void {
    const [first] = this.#waiting;
    if (first === undefined) return;
    this.#missing += distance(this.#next as number, first.sequence);
    this.#next = first.sequence;
    this.#takeWaiting();
  }
}

type Segment = Readonly<{ sequence: number; payload: Buffer }>;

const mostWaiting = 1000;
const mostWaitingBytes = 4 << 20;

/** From one sequence number to another; they wrap around, so it may be negative. */
function distance(from: number, to: number): number {
  return (to - from) | 0;
}
