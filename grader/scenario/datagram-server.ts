import type { ProgramLook } from "../kernel/kernel.ts";
import type { Endpoint } from "../model/waiting.ts";
import type { ProgramActor } from "./program-actor.ts";
import { type ListeningServer, startServer } from "./server.ts";
import type { Stage } from "./stage.ts";

/**
 * Starts the student's server and waits until it has bound a UDP port, which the kernel's tables tell:
 * a datagram to find out would be its first client's.
 */
export async function startDatagramServer(stage: Stage): Promise<ListeningServer> {
  return await startServer(stage, {
    isReady: (actor, look, wanted) => {
      const known = new Set([wanted, stage.port, ...actor.launch.ports]);
      return boundTo(actor, look, known);
    },
  });
}

/**
 * Whoever only sends gets a port from the system (ip_local_port_range, ip(7)), so that one counts
 * only when the program waits at it.
 */
function boundTo(
  actor: ProgramActor,
  look: ProgramLook | undefined,
  known: ReadonlySet<number>,
): Endpoint | undefined {
  const bound = actor
    .sockets()
    .filter(({ protocol, state }) => protocol === "udp" && state === "bound");
  const likely =
    bound.find(({ local }) => known.has(local.port)) ??
    bound.find(({ local, inode }) => local.port < firstGiven || look?.receiving.includes(inode));
  return likely?.local;
}

/** The first port that Linux gives out by itself. */
const firstGiven = 32_768;
