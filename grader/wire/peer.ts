import { connect, type Server, type Socket } from "node:net";
import type { ActorName } from "../model/role.ts";
import type { Endpoint } from "../model/waiting.ts";
import { GrowingBuffer } from "./growing-buffer.ts";
import type { WireObserver } from "./observer.ts";

/**
 * One end of a TCP connection that the grader holds itself. Half-close is honoured: the other
 * side's FIN ends what we receive, not what we may still send (RFC 9293 §3.6).
 */
export class PeerConnection {
  readonly local: Endpoint;
  /** Who of the grader's peers it belongs to. */
  readonly name: ActorName;
  readonly remote: Endpoint;
  readonly #socket: Socket;
  readonly #other: ActorName;
  readonly #observer: WireObserver;
  readonly #received = new GrowingBuffer();
  #unsent = Buffer.alloc(0);
  #endsWhenSent = false;
  #endsWithOther = false;
  #isEnded = false;
  #isReset = false;

  constructor(socket: Socket, other: ActorName, observer: WireObserver, name: ActorName = "peer") {
    this.name = name;
    this.#socket = socket;
    this.#other = other;
    this.#observer = observer;
    this.local = { address: socket.localAddress ?? "", port: socket.localPort ?? 0 };
    this.remote = { address: socket.remoteAddress ?? "", port: socket.remotePort ?? 0 };
    socket.setNoDelay(true);
    socket.on("data", (bytes: Buffer) => {
      this.#received.append(bytes);
      observer.carried(other, name, bytes);
    });
    socket.on("end", () => {
      this.#isEnded = true;
      observer.closed(other, name, "fin");
      if (this.#endsWithOther) this.end();
    });
    socket.on("error", () => {
      this.#isReset = true;
      observer.closed(other, name, "rst");
    });
  }

  /** Everything received so far. */
  get received(): Buffer {
    return this.#received.bytes;
  }

  /** The other side sent its FIN. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  /** The other side reset the connection (RST). */
  get isReset(): boolean {
    return this.#isReset;
  }

  /**
   * Sends as fast as the other side takes it, and receives all the while: so many bytes at a time,
   * the next when the kernel has room for them. Whoever sends much and reads nothing meanwhile blocks an
   * echo server, which blocks him (tcp(7): both buffers are full).
   */
  send(bytes: Uint8Array): void {
    const isSending = this.#unsent.length > 0;
    this.#unsent = Buffer.concat([this.#unsent, bytes]);
    if (!isSending) this.#sendOn();
  }

  /** Half-close: sends FIN after everything that is still to be sent, and goes on receiving. */
  end(): void {
    if (this.#socket.destroyed || this.#socket.writableEnded) return;
    this.#endsWhenSent = true;
    if (this.#unsent.length > 0) return;
    this.#socket.end();
    this.#observer.closed(this.name, this.#other, "fin");
  }

  /** From now on the other side's FIN is answered with ours, as by a server whose recv() returns 0 bytes. */
  endsWithOther(): void {
    if (this.#isEnded) this.end();
    else this.#endsWithOther = true;
  }

  /** Sends RST and forgets the connection. */
  reset(): void {
    if (this.#socket.destroyed) return;
    this.#socket.resetAndDestroy();
    this.#observer.closed(this.name, this.#other, "rst");
  }

  #sendOn(): void {
    while (this.#unsent.length > 0) {
      if (!this.#socket.writable) {
        this.#unsent = Buffer.alloc(0);
        return;
      }
      const piece = this.#unsent.subarray(0, pieceBytes);
      this.#unsent = this.#unsent.subarray(piece.length);
      const hasRoom = this.#socket.write(piece);
      this.#observer.carried(this.name, this.#other, piece);
      if (!hasRoom && this.#unsent.length > 0) {
        this.#socket.once("drain", () => this.#sendOn());
        return;
      }
    }
    if (this.#endsWhenSent) this.end();
  }
}

/** As much as Linux takes at once into an empty socket. */
const pieceBytes = 65_536;

/**
 * Connects to a student's server, as `telnet` does.
 * @param name which of the grader's peers it is.
 * @throws when the server refuses.
 */
export function connectPeer(
  server: Endpoint,
  other: ActorName,
  observer: WireObserver,
  name: ActorName = "peer",
): Promise<PeerConnection> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: server.port, host: server.address, allowHalfOpen: true });
    socket.once("error", reject);
    socket.once("connect", () => {
      socket.off("error", reject);
      observer.opened(name, other);
      resolve(new PeerConnection(socket, other, observer, name));
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
