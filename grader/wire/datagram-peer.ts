import type { Socket } from "node:dgram";
import type { ActorName } from "../model/role.ts";
import type { Endpoint } from "../model/waiting.ts";
import { type Fault, FaultyLane, type Passed } from "./datagram-faults.ts";
import type { DatagramParty } from "./datagram-party.ts";
import { DatagramSocket } from "./datagram-socket.ts";
import type { WireObserver } from "./observer.ts";

/** A datagram that came to a peer, and from where. */
export type Received = Readonly<{ bytes: Buffer; from: Endpoint }>;

/** A UDP socket that the grader plays itself, as client of a student's server or as server of a client. */
export class DatagramPeer implements DatagramParty {
  /** What has come, in order, each datagram whole. */
  readonly received: Received[] = [];
  readonly name: ActorName;
  /** How many datagrams have gone out to the other side, those that were doubled twice. */
  delivered = 0;
  readonly #socket: DatagramSocket;
  readonly #other: ActorName;
  readonly #observer: WireObserver;
  readonly #lane: FaultyLane<Readonly<{ bytes: Buffer; to: Endpoint }>>;

  constructor(
    socket: Socket,
    options: Readonly<{
      name: ActorName;
      other: ActorName;
      observer: WireObserver;
      /** What happens to the datagrams that it sends. */
      faults?: readonly Fault[] | undefined;
    }>,
  ) {
    this.name = options.name;
    this.#other = options.other;
    this.#observer = options.observer;
    this.#lane = new FaultyLane(options.faults);
    this.#socket = new DatagramSocket(socket, (bytes, from) => {
      this.received.push({ bytes, from });
      options.observer.datagram(options.other, options.name, bytes);
    });
  }

  get port(): number {
    return this.#socket.port;
  }

  get ports(): readonly number[] {
    return [this.#socket.port];
  }

  get isSending(): boolean {
    return this.#socket.isSending;
  }

  /** Datagrams are kept back until everybody rests, or until the next one has overtaken them. */
  get isHolding(): boolean {
    return this.#lane.isHolding;
  }

  send(bytes: Uint8Array, to: Endpoint): void {
    this.#goOn(this.#lane.accept({ bytes: Buffer.from(bytes), to }));
  }

  whenSettled(): boolean {
    const held = this.#lane.whenSettled();
    this.#goOn(held);
    return held.length > 0;
  }

  close(): void {
    this.#socket.close();
  }

  #goOn(passed: readonly Passed<Readonly<{ bytes: Buffer; to: Endpoint }>>[]): void {
    for (const { datagram, fate } of passed) {
      this.#observer.datagram(this.name, this.#other, datagram.bytes, fate);
      if (fate === "lost") continue;
      this.delivered += 1;
      this.#socket.send(datagram.bytes, datagram.to);
    }
  }
}
