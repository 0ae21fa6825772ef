import { createSocket, type Socket } from "node:dgram";
import { isIPv6 } from "node:net";

/** Where a UDP socket is to be bound. */
export type DatagramAddress = Readonly<{
  address: string;
  /** 0: any that is free. */
  port: number;
  /** Let other sockets have the same port on other addresses (SO_REUSEADDR, socket(7)). */
  reuse: boolean;
}>;

/** Binds a UDP socket; `::` stands for every address, IPv4 and IPv6. @throws when the port is taken. */
export function bindHere({ address, port, reuse }: DatagramAddress): Promise<Socket> {
  const socket = createSocket({ type: isIPv6(address) ? "udp6" : "udp4", reuseAddr: reuse });
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.bind({ port, address, exclusive: true }, () => {
      socket.off("error", reject);
      resolve(socket);
    });
  });
}
