import { connect, type Server, type Socket } from "node:net";
import type { ActorName } from "../model/role.ts";
import type { Endpoint } from "../model/waiting.ts";
import type { WireObserver } from "./observer.ts";

/**
 * One end of a TCP connection that the grader holds itself. Half-close is honoured: the other
 * side's FIN ends what we receive, not what we may still send (RFC 9293 §3.6).
 */
export class PeerConnection {
  readonly local: Endpoint;
  readonly #socket: Socket;
  readonly #other: ActorName;
  readonly #observer: WireObserver;
  #received = Buffer.alloc(0);
  #isEnded = false;
  #isReset = false;

  constructor(socket: Socket, other: ActorName, observer: WireObserver) {
    this.#socket = socket;
    this.#other = other;
    this.#observer = observer;
    this.local = { address: socket.localAddress ?? "", port: socket.localPort ?? 0 };
    socket.setNoDelay(true);
    socket.on("data", (bytes: Buffer) => {
      this.#received = Buffer.concat([this.#received, bytes]);
      observer.carried(other, "peer", bytes);
    });
    socket.on("end", () => {
      this.#isEnded = true;
      observer.closed(other, "peer", "fin");
    });
    socket.on("error", () => {
      this.#isReset = true;
      observer.closed(other, "peer", "rst");
    });
  }

  /** Everything received so far. */
  get received(): Buffer {
    return this.#received;
  }

  /** The other side sent its FIN. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** The other side reset the connection (RST). */
  get isReset(): boolean {
    return this.#isReset;
  }

  send(bytes: Uint8Array): void {
    if (!this.#socket.writable || bytes.length === 0) return;
    this.#socket.write(bytes);
    this.#observer.carried("peer", this.#other, Buffer.from(bytes));
  }

  /** Half-close: sends FIN and goes on receiving. */
  end(): void {
    if (this.#socket.destroyed || this.#socket.writableEnded) return;
    this.#socket.end();
    this.#observer.closed("peer", this.#other, "fin");
  }

  /** Sends RST and forgets the connection. */
  reset(): void {
    if (this.#socket.destroyed) return;
    this.#socket.resetAndDestroy();
    this.#observer.closed("peer", this.#other, "rst");
  }
}

/**
 * Connects to a student's server, as `telnet` does.
 * @throws when the server refuses.
 */
export function connectPeer(
  server: Endpoint,
  other: ActorName,
  observer: WireObserver,
): Promise<PeerConnection> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: server.port, host: server.address, allowHalfOpen: true });
    socket.once("error", reject);
    socket.once("connect", () => {
      socket.off("error", reject);
      observer.opened("peer", other);
      resolve(new PeerConnection(socket, other, observer));
    });
  });
}

/** A server that the grader plays for a student's client. */
export class PeerServer {
  readonly connections: PeerConnection[] = [];
  readonly #server: Server;

  constructor(server: Server, other: ActorName, observer: WireObserver) {
    this.#server = server;
    server.on("connection", (socket) => {
      this.connections.push(new PeerConnection(socket, other, observer));
      observer.opened(other, "peer");
    });
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  close(): void {
    this.#server.close();
    for (const connection of this.connections) connection.reset();
  }
}

/** Where to connect to reach a socket that listens on `listening`: "any" is reached on loopback. */
export function reachable(listening: Endpoint): Endpoint {
  if (listening.address === "0.0.0.0") return { ...listening, address: "127.0.0.1" };
  if (listening.address === "::") return { ...listening, address: "127.0.0.1" };
  return listening;
}
