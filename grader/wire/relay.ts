import { connect, type Server, type Socket } from "node:net";
import type { ActorName } from "../model/role.ts";
import type { Endpoint } from "../model/waiting.ts";
import { Delivery, type DeliveryPlan } from "./delivery.ts";
import type { WireObserver } from "./observer.ts";

/**
 * Stands between a student's client and server, one connection at a time or many:
 *
 *     client ──▶ [toServer] ──▶ server
 *     client ◀── [toClient] ◀── server
 *
 * Every byte, FIN and RST goes on in order; the two deliveries decide when and in which pieces.
 */
export class Relay {
  readonly connections: RelayedConnection[] = [];
  readonly #listener: Server;

  constructor(
    options: Readonly<{
      listener: Server;
      server: Endpoint;
      /** Which client the next connection belongs to. */
      client: () => ActorName;
      toServer: DeliveryPlan;
      toClient: DeliveryPlan;
      observer: WireObserver;
    }>,
  ) {
    this.#listener = options.listener;
    this.#listener.on("connection", (socket: Socket) => {
      const client = options.client();
      this.connections.push(new RelayedConnection(socket, { ...options, client }));
      options.observer.opened(client, "server");
    });
  }

  close(): void {
    this.#listener.close();
    for (const connection of this.connections) connection.cutOff();
  }
}

type ConnectionOptions = Readonly<{
  server: Endpoint;
  client: ActorName;
  toServer: DeliveryPlan;
  toClient: DeliveryPlan;
  observer: WireObserver;
}>;

/** One connection of a pair, seen from the middle. */
export class RelayedConnection {
  readonly client: ActorName;
  /** Who ended the conversation: the side whose FIN or RST came first. */
  firstToClose: "client" | "server" | undefined;
  readonly #ends: Readonly<Record<"client" | "server", End>>;
  #hasReachedServer = false;

  constructor(clientSocket: Socket, options: ConnectionOptions) {
    this.client = options.client;
    const upstream = connect({
      port: options.server.port,
      host: options.server.address,
      allowHalfOpen: true,
      noDelay: true,
    });
    upstream.once("connect", () => {
      this.#hasReachedServer = true;
      options.observer.stirred();
    });
    this.#ends = {
      client: new End(clientSocket, options.client, new Delivery(options.toClient)),
      server: new End(upstream, "server", new Delivery(options.toServer)),
    };
    const { client, server } = this.#ends;
    join(client, server, options.observer, () => (this.firstToClose ??= "client"));
    join(server, client, options.observer, () => (this.firstToClose ??= "server"));
  }

  /** Everything that side has sent so far, delivered or not. */
  sentBy(side: "client" | "server"): Buffer {
    return this.#ends[side].sent;
  }

  /** How that side ended its direction: FIN, RST or not yet. */
  closedBy(side: "client" | "server"): "fin" | "rst" | undefined {
    return this.#ends[side].closed;
  }

  /** The port that the server sees this client come from. */
  get portAtServer(): number | undefined {
    return this.#ends.server.socket.localPort;
  }

  /** A connection to the server is still being made: something will happen. */
  get isConnecting(): boolean {
    return !this.#hasReachedServer && !this.#ends.server.socket.destroyed;
  }

  /** Bytes are kept back for a moment that has not come yet. */
  get isHolding(): boolean {
    return this.#ends.client.isHolding || this.#ends.server.isHolding;
  }

  /** A look at the programs: whoever is back in recv gets its next piece. */
  whenReceiving(side: "client" | "server"): void {
    this.#ends[side].deliver((delivery) => delivery.whenReceiving());
  }

  /** Nothing moves any more. @returns whether something was released. */
  whenSettled(): boolean {
    const released = [this.#ends.client, this.#ends.server].map((end) =>
      end.deliver((delivery) => delivery.whenSettled()),
    );
    return released.includes(true);
  }

  /** With a reset, so that nothing lingers on either side. */
  cutOff(): void {
    this.#ends.client.socket.resetAndDestroy();
    this.#ends.server.socket.resetAndDestroy();
  }
}

/** One side of a relayed connection: the socket to it, and what is on its way to it. */
class End {
  readonly socket: Socket;
  readonly actor: ActorName;
  readonly #incoming: Delivery;
  #observer: WireObserver | undefined;
  #from: ActorName | undefined;
  sent = Buffer.alloc(0);
  closed: "fin" | "rst" | undefined;

  constructor(socket: Socket, actor: ActorName, incoming: Delivery) {
    this.socket = socket;
    this.actor = actor;
    this.#incoming = incoming;
    socket.setNoDelay(true);
  }

  receivesFrom(from: ActorName, observer: WireObserver): void {
    this.#from = from;
    this.#observer = observer;
  }

  get isHolding(): boolean {
    return this.#incoming.isHolding;
  }

  accept(bytes: Buffer): void {
    this.#write(this.#incoming.accept(bytes));
  }

  acceptEnd(): void {
    this.#incoming.end();
    this.#endIfOver();
  }

  acceptReset(): void {
    if (!this.socket.destroyed) this.socket.resetAndDestroy();
    this.#observer?.closed(this.#from as ActorName, this.actor, "rst");
  }

  /** @returns whether the delivery let something go. */
  deliver(release: (delivery: Delivery) => Buffer): boolean {
    if (!this.#incoming.isHolding) return false;
    const piece = release(this.#incoming);
    this.#write(piece);
    this.#endIfOver();
    return piece.length > 0;
  }

  #write(bytes: Buffer): void {
    if (bytes.length === 0) return;
    if (!this.socket.destroyed) this.socket.write(bytes);
    this.#observer?.carried(this.#from as ActorName, this.actor, bytes);
  }

  #endIfOver(): void {
    if (!this.#incoming.isOver || this.socket.writableEnded) return;
    if (!this.socket.destroyed) this.socket.end();
    this.#observer?.closed(this.#from as ActorName, this.actor, "fin");
  }
}

function join(from: End, to: End, observer: WireObserver, closes: () => void): void {
  to.receivesFrom(from.actor, observer);
  from.socket.on("data", (bytes: Buffer) => {
    from.sent = Buffer.concat([from.sent, bytes]);
    observer.stirred();
    to.accept(bytes);
  });
  from.socket.on("end", () => {
    from.closed ??= "fin";
    closes();
    observer.stirred();
    to.acceptEnd();
  });
  from.socket.on("error", () => {
    from.closed ??= "rst";
    closes();
    observer.stirred();
    to.acceptReset();
  });
}
