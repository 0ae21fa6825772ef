import { type Endpoint, isSameEndpoint } from "../model/waiting.ts";
import { ByteRanges } from "./byte-ranges.ts";
import type { TcpSegment } from "./packet.ts";
import { TcpStream } from "./tcp-stream.ts";

/** One packet of a TCP connection, with numbers as Wireshark shows them. */
export type DialogueSegment = Omit<TcpSegment, "from" | "to" | "protocol"> &
  Readonly<{
    /** Of the packet in its file, from 1. */
    number: number;
    isFromClient: boolean;
    /** Relative to the beginning of its direction, where the SYN is 0. */
    sequence: number;
    /** Relative to the beginning of the other direction; 0 without `isAck`. */
    acknowledgment: number;
    /** It has data, and no byte of it was seen for the first time. */
    isRepeated: boolean;
    /** Of the whole packet on the wire, headers included. */
    frameBytes: number;
  }>;

/** What one side sent. */
export type DialogueDirection = Readonly<{
  /** Bytes of data, each counted once. */
  bytes: number;
  /** The data in order, up to the first byte that is missing from the capture; at most 2 MiB. */
  content: Buffer;
  seen: ByteRanges;
}>;

/** One TCP connection, packet by packet. */
export type Dialogue = Readonly<{
  client: Endpoint;
  server: Endpoint;
  segments: readonly DialogueSegment[];
  toServer: DialogueDirection;
  toClient: DialogueDirection;
}>;

/** Puts a {@link Dialogue} together from the packets of one connection, in the order of the file. */
export class DialogueBuilder {
  readonly #one: Side;
  readonly #other: Side;
  readonly #segments: (DialogueSegment & { isFromClient: boolean })[] = [];
  #initialSequence: number | undefined;
  #client: Side | undefined;

  constructor({ from, to }: TcpSegment) {
    this.#one = new Side(from);
    this.#other = new Side(to);
  }

  /** Whether this segment begins another connection between the same ends. */
  isFollowedBy({ isSyn, isAck, sequence }: TcpSegment): boolean {
    return isSyn && !isAck && this.#segments.length > 0 && sequence !== this.#initialSequence;
  }

  add(segment: TcpSegment, number: number, frameBytes: number): void {
    const { isSyn, isAck, isFin, isRst, isPsh, payload, length } = segment;
    const isOne = this.#one.is(segment.from);
    const sender = isOne ? this.#one : this.#other;
    const receiver = isOne ? this.#other : this.#one;
    if (segment.isSyn) {
      this.#client ??= segment.isAck ? receiver : sender;
      if (!segment.isAck) this.#initialSequence ??= segment.sequence;
    }
    sender.begin(segment.isSyn ? segment.sequence : segment.sequence - 1);
    if (segment.isAck) receiver.begin(segment.acknowledgment - 1);
    const sequence = sender.relative(segment.sequence);
    const first = segment.isSyn ? sequence + 1 : sequence;
    const isNew = sender.take(first, segment);
    // Field by field: copying the rest of an object takes most of the time that a long capture needs.
    this.#segments.push({
      isSyn,
      isAck,
      isFin,
      isRst,
      isPsh,
      payload,
      length,
      number,
      frameBytes,
      sequence,
      acknowledgment: segment.isAck ? receiver.relative(segment.acknowledgment) : 0,
      isFromClient: isOne,
      isRepeated: length > 0 && !isNew,
    });
  }

  /** @param serverPorts who is the server where no SYN was seen: whoever has one of these, else the lower port. */
  build(serverPorts: readonly number[]): Dialogue {
    const client = this.#client ?? this.#guessClient(serverPorts);
    const server = client === this.#one ? this.#other : this.#one;
    if (client !== this.#one) {
      for (const segment of this.#segments) segment.isFromClient = !segment.isFromClient;
    }
    return {
      client: client.endpoint,
      server: server.endpoint,
      segments: this.#segments,
      toServer: client.direction(),
      toClient: server.direction(),
    };
  }

  #guessClient(serverPorts: readonly number[]): Side {
    const [one, other] = [this.#one, this.#other];
    const known = [one, other].filter(({ endpoint }) => serverPorts.includes(endpoint.port));
    if (known.length === 1) return known[0] === one ? other : one;
    return one.endpoint.port < other.endpoint.port ? other : one;
  }
}

class Side {
  readonly endpoint: Endpoint;
  /** Sequence number of the SYN, or what it must have been. */
  #initial: number | undefined;
  readonly #stream = new TcpStream(mostContent);
  readonly #seen = new ByteRanges();

  constructor(endpoint: Endpoint) {
    this.endpoint = endpoint;
  }

  is(endpoint: Endpoint): boolean {
    return isSameEndpoint(endpoint, this.endpoint);
  }

  begin(sequence: number): void {
    if (this.#initial !== undefined) return;
    this.#initial = sequence >>> 0;
    this.#stream.begin(this.#initial);
  }

  /** They wrap around: what is far ahead lies before the beginning. */
  relative(sequence: number): number {
    return (sequence - (this.#initial ?? 0)) | 0;
  }

  /** @returns whether there is a byte that was not seen before. `first` is relative. */
  take(first: number, { payload, length }: TcpSegment): boolean {
    if (length === 0) return false;
    // Whoever keeps a connection alive sends the byte before the next one again, even the SYN's.
    const from = Math.max(1, first);
    const skipped = Math.min(from - first, payload.length);
    this.#stream.add((from + (this.#initial ?? 0)) >>> 0, payload.subarray(skipped));
    return first + length > from && this.#seen.add(from, first + length);
  }

  direction(): DialogueDirection {
    return { bytes: this.#seen.bytes, content: this.#stream.content, seen: this.#seen };
  }
}

const mostContent = 2 << 20;
