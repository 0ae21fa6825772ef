import type { Server } from "node:net";
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
    if ("datagram" in message) sendDatagram(Buffer.from(message.datagram, "base64"));
    else handedOver = handedOver.then(() => serve(message));
  });
  process.on("disconnect", () => process.exit());
}

type Request = { request: number; port: number } | { datagram: string };

async function serve({
  request,
  port,
}: Readonly<{ request: number; port: number }>): Promise<void> {
  try {
    await handOver(await listenHere(port), request);
  } catch (error) {
    process.send?.({ request, error: String(error) });
  }
}

function handOver(server: Server, request: number): Promise<void> {
  return new Promise((resolve) => {
    process.send?.({ request }, server, {}, () => server.close(() => resolve()));
  });
}
