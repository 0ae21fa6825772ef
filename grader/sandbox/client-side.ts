import type { Socket } from "node:dgram";
import type { Server } from "node:net";
import { bindHere, type DatagramAddress } from "./bind-here.ts";
import { listenHere } from "./listen-here.ts";
import { sendDatagram } from "./send-datagram.ts";

/**
 * The helper on the client side of a slot: makes listening sockets there on request and hands
 * them to the slot, which lives on the server side, and sends the datagrams that cut the packets.
 * Imports next to nothing, to start quickly.
 */
export function serveClientSide(): void {
  // Its own copy of a socket keeps the port taken until it is closed, so the next request waits.
  let handedOver = Promise.resolve();
  process.on("message", (message: Readonly<Request>) => {
    if ("datagram" in message) void sendDatagram(Buffer.from(message.datagram, "base64"));
    else handedOver = handedOver.then(() => serve(message));
  });
  process.on("disconnect", () => process.exit());
}

type Wanted = Readonly<{ request: number } & ({ port: number } | { bind: DatagramAddress })>;
type Request = Wanted | { datagram: string };

async function serve(wanted: Wanted): Promise<void> {
  const { request } = wanted;
  try {
    await handOver(
      "bind" in wanted ? await bindHere(wanted.bind) : await listenHere(wanted.port),
      request,
    );
  } catch (error) {
    process.send?.({ request, error: String(error) });
  }
}

/** Tells when our own copy is closed: until then a datagram could come to us instead. */
function handOver(socket: Server | Socket, request: number): Promise<void> {
  return new Promise((resolve) => {
    process.send?.({ request }, socket, {}, () =>
      socket.close(() => {
        process.send?.({ request, closed: true });
        resolve();
      }),
    );
  });
}
