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
      datagram: (from, to, bytes, fate) =>
        heard.push([`${from}~${to}`, bytes.toString("latin1"), fate].join(" ").trim()),
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
