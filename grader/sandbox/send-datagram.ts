import { createSocket } from "node:dgram";
import { packetsDelivered } from "./packet-queues.ts";

/**
 * Sends a datagram through the loopback of this network, to the very socket that sends it: nobody
 * else gets it, nobody complains, and the port is free again at once. It comes after every packet that was
 * sent before. That it got lost shows by itself, so errors are nobody's news.
 */
export async function sendDatagram(content: Buffer): Promise<void> {
  await packetsDelivered();
  const socket = createSocket("udp4");
  const close = () => void socket.close();
  socket.once("error", close);
  socket.bind(0, "127.0.0.1", () => {
    socket.send(content, socket.address().port, "127.0.0.1", close);
  });
}
