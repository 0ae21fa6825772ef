import { createServer, type Server } from "node:net";

/** Listens on every address, IPv4 and IPv6. @throws when the port is taken. */
export function listenHere(port: number): Promise<Server> {
  const server = createServer({ allowHalfOpen: true, noDelay: true });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host: "::", backlog: 128 }, () => resolve(server));
  });
}
