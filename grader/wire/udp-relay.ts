import type { Socket } from "node:dgram";
import type { Fate } from "../model/trace.ts";
import type { ActorName } from "../model/role.ts";
import type { Endpoint } from "../model/waiting.ts";
import { type Fault, FaultyLane, type Passed } from "./datagram-faults.ts";
import type { DatagramParty } from "./datagram-party.ts";
import { DatagramSocket } from "./datagram-socket.ts";
import type { WireObserver } from "./observer.ts";

type RelayOptions = Readonly<{
  /** Where clients send to: sockets on the clients' side, one for each address that a client may name. */
  fronts: readonly Socket[];
  server: Endpoint;
  /** A fresh socket on the server's side, with that port if it can be had. */
  bind: (port: number) => Promise<Socket>;
  /** Who holds the socket with this port at the moment; nobody when it has closed it already. */
  holder: (port: number) => ActorName | undefined;
  /** Who a datagram is from, when nobody holds its socket and nobody was heard from there before. */
  newest: () => ActorName;
  /** What happens to the datagrams of each direction, of all clients together. */
  toServer?: readonly Fault[] | undefined;
  toClient?: readonly Fault[] | undefined;
  observer: WireObserver;
}>;

/**
 * Stands between a student's UDP server and clients. Each address that a client sends from gets a
 * socket of its own towards the server, so the server sees as many addresses as there are, and what it
 * answers to one goes back to that one, from the very socket that was written to:
 *
 *     client  :40001 ──▶ :12345 ─ relay ─ :50001 ──▶ :12345 server
 *     client2 :40002 ──▶ :12345 ─ relay ─ :50002 ──▶
 */
export class UdpRelay implements DatagramParty {
  readonly passages: Passage[] = [];
  readonly #options: RelayOptions;
  readonly #fronts: readonly DatagramSocket[];
  readonly #lanes: Readonly<Record<"server" | "client", FaultyLane<Journey>>>;
  #opening = 0;

  constructor(options: RelayOptions) {
    this.#options = options;
    this.#lanes = {
      server: new FaultyLane(options.toServer),
      client: new FaultyLane(options.toClient),
    };
    this.#fronts = options.fronts.map((socket) => {
      const front = new DatagramSocket(socket, (bytes, from) =>
        this.#passageOf(from, front).fromClient(bytes),
      );
      return front;
    });
  }

  get ports(): readonly number[] {
    const upstream = this.passages.map(({ portAtServer }) => portAtServer ?? 0);
    return [...this.#fronts.map(({ port }) => port), ...upstream];
  }

  get isSending(): boolean {
    return this.#opening > 0 || [...this.#fronts, ...this.passages].some((one) => one.isSending);
  }

  whenSettled(): boolean {
    const held = Object.values(this.#lanes).flatMap((lane) => lane.whenSettled());
    this.#goOn(held);
    return held.length > 0;
  }

  close(): void {
    for (const each of [...this.#fronts, ...this.passages]) each.close();
  }

  #passageOf(client: Endpoint, front: DatagramSocket): Passage {
    const isSame = (one: Passage) =>
      one.address.port === client.port && one.address.address === client.address;
    const known = this.passages.findLast(isSame);
    const holder = this.#options.holder(client.port);
    if (known !== undefined && (holder ?? known.client) === known.client) return known;
    // A port that is in a client's code is used by one of them after the other.
    known?.close();
    this.#opening += 1;
    const upstream = this.#options.bind(client.port).finally(() => (this.#opening -= 1));
    const passage = new Passage({
      address: client,
      front,
      upstream,
      client: holder ?? this.#options.newest(),
      server: this.#options.server,
      onSent: (journey) => {
        this.#options.observer.stirred();
        this.#goOn(this.#lanes[journey.to].accept(journey));
      },
      observer: this.#options.observer,
    });
    this.passages.push(passage);
    return passage;
  }

  #goOn(passed: readonly Passed<Journey>[]): void {
    for (const { datagram, fate } of passed) datagram.passage.goOn(datagram, fate);
  }
}

/** A datagram on its way through the relay. */
type Journey = Readonly<{ passage: Passage; to: "server" | "client"; bytes: Buffer }>;

type PassageOptions = Readonly<{
  address: Endpoint;
  client: ActorName;
  server: Endpoint;
  front: DatagramSocket;
  upstream: Promise<Socket>;
  onSent: (journey: Journey) => void;
  observer: WireObserver;
}>;

/** All that goes between one address of a client's and the server. */
export class Passage {
  readonly client: ActorName;
  /** What the client sends from. */
  readonly address: Endpoint;
  readonly #sent: Record<"server" | "client", Buffer[]> = { server: [], client: [] };
  readonly #options: PassageOptions;
  readonly #waiting: Buffer[] = [];
  #upstream: DatagramSocket | undefined;
  #isClosed = false;

  constructor(options: PassageOptions) {
    this.client = options.client;
    this.address = options.address;
    this.#options = options;
    void options.upstream.then((socket) => this.#open(socket));
  }

  /** The datagrams that side has sent so far, delivered or not. */
  sentBy(side: "server" | "client"): readonly Buffer[] {
    return this.#sent[side];
  }

  /** The port that the server sees this client come from, as soon as there is one. */
  get portAtServer(): number | undefined {
    return this.#upstream?.port;
  }

  get isSending(): boolean {
    return this.#upstream?.isSending === true || this.#waiting.length > 0;
  }

  fromClient(bytes: Buffer): void {
    this.#sent.client.push(bytes);
    this.#options.onSent({ passage: this, to: "server", bytes });
  }

  /** Hands a datagram on, or tells that it is lost. */
  goOn({ to, bytes }: Journey, fate: Fate | undefined): void {
    const { client, observer, front, server } = this.#options;
    const [from, goal] =
      to === "server" ? [client, "server" as const] : (["server", client] as const);
    observer.datagram(from, goal, bytes, fate);
    if (fate === "lost") return;
    if (to === "client") front.send(bytes, this.address);
    else if (this.#upstream === undefined) this.#waiting.push(bytes);
    else this.#upstream.send(bytes, server);
  }

  /** Sends the client a datagram of the grader's, from where the server's answers come. */
  inject(bytes: Buffer): void {
    this.#options.observer.datagram("peer", this.client, bytes);
    this.#options.front.send(bytes, this.address);
  }

  close(): void {
    this.#isClosed = true;
    this.#upstream?.close();
  }

  #open(socket: Socket): void {
    this.#upstream = new DatagramSocket(socket, (bytes) => {
      this.#sent.server.push(bytes);
      this.#options.onSent({ passage: this, to: "client", bytes });
    });
    if (this.#isClosed) this.#upstream.close();
    for (const bytes of this.#waiting.splice(0)) this.#upstream.send(bytes, this.#options.server);
    this.#options.observer.stirred();
  }
}
