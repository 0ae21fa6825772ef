import type { Socket } from "node:dgram";
import type { Endpoint } from "../model/waiting.ts";

/** A UDP socket of the grader's, which knows whether something it sent is still on its way out. */
export class DatagramSocket {
  readonly port: number;
  readonly #socket: Socket;
  #sending = 0;
  #isClosed = false;

  constructor(socket: Socket, onDatagram: (bytes: Buffer, from: Endpoint) => void) {
    this.#socket = socket;
    this.port = socket.address().port;
    socket.on("message", (bytes, { address, port }) => onDatagram(bytes, { address, port }));
    // An ICMP error about somebody who has gone; a datagram that gets lost is everyday life.
    socket.on("error", () => undefined);
  }

  get isSending(): boolean {
    return this.#sending > 0;
  }

  send(bytes: Uint8Array, to: Endpoint): void {
    if (this.#isClosed) return;
    this.#sending += 1;
    this.#socket.send(bytes, to.port, to.address, () => (this.#sending -= 1));
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#socket.close();
  }
}
