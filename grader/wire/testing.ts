import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import type { WireObserver } from "./observer.ts";

/** For tests only: a socket with everything that has happened to it. */
export type Line = Readonly<{
  socket: Socket;
  text: () => string;
  isEnded: () => boolean;
  isReset: () => boolean;
}>;

const sockets: Socket[] = [];
const servers: Server[] = [];

/** A server on a free loopback port, as the grader's networks make them. */
export async function listen(): Promise<Readonly<{ server: Server; port: number }>> {
  const server = createServer({ allowHalfOpen: true, noDelay: true });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, port: (server.address() as { port: number }).port };
}

/** Connects and keeps its own direction open when the other one ends. */
export async function dial(port: number): Promise<Line> {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true, noDelay: true });
  const line = watch(socket);
  await once(socket, "connect");
  return line;
}

/** Records what comes. */
export function watch(socket: Socket): Line {
  sockets.push(socket);
  const seen = { text: "", isEnded: false, isReset: false };
  socket.on("data", (bytes: Buffer) => (seen.text += bytes.toString("latin1")));
  socket.on("end", () => (seen.isEnded = true));
  socket.on("error", () => (seen.isReset = true));
  return {
    socket,
    text: () => seen.text,
    isEnded: () => seen.isEnded,
    isReset: () => seen.isReset,
  };
}

/** Hears a wire, as lines: `opened client server`, `client>server uva`, `closed client server fin`. */
export function ear(): Readonly<{ heard: string[]; observer: WireObserver }> {
  const heard: string[] = [];
  return {
    heard,
    observer: {
      opened: (from, to) => heard.push(`opened ${from} ${to}`),
      carried: (from, to, bytes) => heard.push(`${from}>${to} ${bytes.toString("latin1")}`),
      closed: (from, to, how) => heard.push(`closed ${from} ${to} ${how}`),
      stirred: () => undefined,
    },
  };
}

/** Closes what a test has opened; for `afterEach`. */
export function hangUp(): void {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
}

/** An Ethernet frame with an IPv4 packet in it, as the loopback shows them. */
export function ipv4Frame(
  protocol: number,
  payload: Buffer,
  { from = "127.0.0.1", to = "127.0.0.1", ttl = 64 } = {},
): Buffer {
  const ip = Buffer.alloc(20);
  ip.writeUInt8(0x45, 0);
  ip.writeUInt16BE(20 + payload.length, 2);
  ip.writeUInt8(ttl, 8);
  ip.writeUInt8(protocol, 9);
  Buffer.from(from.split(".").map(Number)).copy(ip, 12);
  Buffer.from(to.split(".").map(Number)).copy(ip, 16);
  return Buffer.concat([Buffer.alloc(12), Buffer.from([8, 0]), ip, payload]);
}

/** A TCP segment from one port of 127.0.0.1 to another; `flags` as in `SYN ACK`. */
export function tcpFrame(
  ports: readonly [number, number],
  flags: string,
  sequence: number,
  payload = "",
): Buffer {
  const tcp = Buffer.alloc(20);
  tcp.writeUInt16BE(ports[0], 0);
  tcp.writeUInt16BE(ports[1], 2);
  tcp.writeUInt32BE(sequence >>> 0, 4);
  tcp.writeUInt8(5 << 4, 12);
  const bits = { FIN: 1, SYN: 2, RST: 4, ACK: 16 };
  tcp.writeUInt8(
    flags.split(" ").reduce((sum, name) => sum | (bits[name as keyof typeof bits] ?? 0), 0),
    13,
  );
  return ipv4Frame(6, Buffer.concat([tcp, Buffer.from(payload, "latin1")]));
}

/** A UDP datagram. */
export function udpFrame(
  ports: readonly [number, number],
  payload: string,
  ip: Parameters<typeof ipv4Frame>[2] = {},
): Buffer {
  const udp = Buffer.alloc(8);
  udp.writeUInt16BE(ports[0], 0);
  udp.writeUInt16BE(ports[1], 2);
  udp.writeUInt16BE(8 + payload.length, 4);
  return ipv4Frame(17, Buffer.concat([udp, Buffer.from(payload, "latin1")]), ip);
}

/** A capture file of Ethernet packets, a millisecond from one to the next. */
export function pcapFile(
  frames: readonly Buffer[],
  { bigEndian = false, nanoseconds = false } = {},
): Buffer {
  const write = (bytes: Buffer, at: number, value: number) =>
    bigEndian ? bytes.writeUInt32BE(value, at) : bytes.writeUInt32LE(value, at);
  const header = Buffer.alloc(24);
  write(header, 0, nanoseconds ? 0xa1_b2_3c_4d : 0xa1_b2_c3_d4);
  write(header, 16, 262_144);
  write(header, 20, 1);
  const records = frames.flatMap((frame, index) => {
    const head = Buffer.alloc(16);
    write(head, 0, 1_700_000_000);
    write(head, 4, index * 1000 * (nanoseconds ? 1000 : 1));
    write(head, 8, frame.length);
    write(head, 12, frame.length);
    return [head, frame];
  });
  return Buffer.concat([header, ...records]);
}
