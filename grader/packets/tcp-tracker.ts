import type { TcpConversation } from "../model/conversation.ts";
import { type Endpoint, isSameEndpoint } from "../model/waiting.ts";
import type { TcpSegment } from "./packet.ts";
import { TcpStream } from "./tcp-stream.ts";

/** Follows one TCP connection from its packets. */
export class TcpTracker {
  readonly #client: Endpoint;
  readonly #server: Endpoint;
  readonly #toServer: TcpStream;
  readonly #toClient: TcpStream;
  #initialSequence: number | undefined;
  #syn: number | undefined;
  #synAck: number | undefined;
  #refused: number | undefined;
  #ended: TcpConversation["ended"];

  /** `first` tells who is the client: who sends the SYN, or, if that is long past, who speaks. */
  constructor(first: TcpSegment, mostContent: number) {
    const isAnswer = first.isSyn && first.isAck;
    this.#client = isAnswer ? first.to : first.from;
    this.#server = isAnswer ? first.from : first.to;
    this.#toServer = new TcpStream(mostContent);
    this.#toClient = new TcpStream(mostContent);
  }

  /** Whether this segment begins another connection between the same ends. */
  isFollowedBy(segment: TcpSegment): boolean {
    return segment.isSyn && !segment.isAck && segment.sequence !== this.#initialSequence;
  }

  /** `at` is in milliseconds since the check began. */
  add(segment: TcpSegment, at: number): void {
    const isFromClient = isSameEndpoint(segment.from, this.#client);
    const stream = isFromClient ? this.#toServer : this.#toClient;
    if (segment.isSyn) {
      stream.begin(segment.sequence);
      if (isFromClient) {
        this.#initialSequence ??= segment.sequence;
        this.#syn ??= at;
      } else this.#synAck ??= at;
    }
    // A SYN may carry bytes of its own (RFC 7413).
    stream.add(segment.isSyn ? (segment.sequence + 1) >>> 0 : segment.sequence, segment.payload);
    if (segment.isRst && !isFromClient && this.#isUnanswered()) this.#refused ??= at;
    else if (segment.isRst || segment.isFin) {
      const by = isFromClient ? "client" : "server";
      this.#ended ??= { by, how: segment.isRst ? "rst" : "fin", at };
    }
  }

  conversation(side: TcpConversation["side"]): TcpConversation {
    return {
      protocol: "tcp",
      side,
      client: this.#client,
      server: this.#server,
      ...(this.#syn === undefined ? {} : { syn: this.#syn }),
      ...(this.#synAck === undefined ? {} : { synAck: this.#synAck }),
      ...(this.#refused === undefined ? {} : { refused: this.#refused }),
      toServer: direction(this.#toServer),
      toClient: direction(this.#toClient),
      ...(this.#ended === undefined ? {} : { ended: this.#ended }),
    };
  }

  #isUnanswered(): boolean {
    return this.#syn !== undefined && this.#synAck === undefined;
  }
}

function direction(stream: TcpStream): TcpConversation["toServer"] {
  stream.finish();
  const { bytes, missing, content } = stream;
  return { bytes, ...(missing === 0 ? {} : { missing }), content: content.toString("base64") };
}
