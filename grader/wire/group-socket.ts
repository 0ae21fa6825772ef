import { createSocket, type Socket } from "node:dgram";
import { isIPv6 } from "node:net";
import type { Endpoint } from "../model/waiting.ts";

/** A datagram that came, and from where. */
export type HeardDatagram = Readonly<{ bytes: Buffer; from: Endpoint }>;

/**
 * A UDP socket of the grader's that takes part in a multicast group, IPv4 or IPv6. It is bound with
 * SO_REUSEADDR: on one host everybody in a group shares its port.
 */
export class GroupSocket {
  /** What has come, in order, each datagram whole. */
  readonly heard: HeardDatagram[] = [];
  readonly port: number;
  readonly #socket: Socket;

  /**
   * A socket that only sends, from a port of its own, with so many hops as `ttl` (ip(7)); from the
   * address of this network's that the system chooses, or from that one.
   */
  static async toSend(group: string, ttl: number, from?: string): Promise<GroupSocket> {
    const socket = await bind({ group, port: 0, ...(from !== undefined && { address: from }) });
    socket.setMulticastTTL(ttl);
    return new GroupSocket(socket, () => undefined);
  }

  /**
   * A socket that has joined the group and hears what is sent to that port of it, and nothing that is
   * sent to the port at another address.
   * @throws when somebody holds the port who does not share it.
   */
  static async toHear(
    at: Endpoint,
    onDatagram: (datagram: HeardDatagram) => void,
  ): Promise<GroupSocket> {
    const socket = await bind({ group: at.address, port: at.port, address: at.address });
    socket.addMembership(at.address);
    return new GroupSocket(socket, onDatagram);
  }

  /** Whether whoever holds that port, at whatever address, lets others have it as well. */
  static async isShared({ address: group, port }: Endpoint): Promise<boolean> {
    try {
      const socket = await bind({ group, port });
      socket.close();
      return true;
    } catch {
      return false;
    }
  }

  private constructor(socket: Socket, onDatagram: (datagram: HeardDatagram) => void) {
    this.#socket = socket;
    this.port = socket.address().port;
    socket.on("message", (bytes, { address, port }) => {
      const datagram = { bytes, from: { address, port } };
      this.heard.push(datagram);
      onDatagram(datagram);
    });
    // An ICMP error about somebody who is not there: datagrams get lost.
    socket.on("error", () => undefined);
  }

  /** Sends one datagram. @returns when the system has taken it. @throws when it does not, as for one that is too long. */
  async send(bytes: Uint8Array, to: Endpoint): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#socket.send(bytes, to.port, to.address, (error) =>
        error === null ? resolve() : reject(error),
      );
    });
  }

  close(): void {
    this.#socket.close();
  }
}

function bind({
  group,
  ...at
}: Readonly<{ group: string; port: number; address?: string }>): Promise<Socket> {
  const socket = createSocket({ type: isIPv6(group) ? "udp6" : "udp4", reuseAddr: true });
  return new Promise((resolve, reject) => {
    socket.once("error", (error) => {
      socket.close();
      reject(error);
    });
    socket.bind({ ...at, exclusive: true }, () => {
      socket.removeAllListeners("error");
      resolve(socket);
    });
  });
}
