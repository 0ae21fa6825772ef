import type { CauseOf } from "../../model/cause.ts";
import type { ProgramActor } from "../../scenario/program-actor.ts";

/**
 * Whether a server can not hear a client, because its UDP socket is connected to another (connect(2)
 * on a datagram socket; the kernel's table shows the other end).
 * @param port what the server would see the client come from.
 */
export function deafTo(
  server: ProgramActor,
  port: number | undefined,
): CauseOf<"hears-only-one"> | undefined {
  const sockets = server.sockets().filter(({ protocol }) => protocol === "udp");
  const hears = sockets.some(({ state, remote }) => state === "bound" || remote.port === port);
  return hears || sockets.length === 0 ? undefined : { kind: "hears-only-one", actor: server.name };
}
