import type { Kernel } from "../kernel/kernel.ts";
import type { DatagramParty } from "../wire/datagram-party.ts";
import type { ProgramActor } from "./program-actor.ts";

/**
 * Whether a datagram is about to leave the grader, or lies in a socket of the grader's unread. What
 * lies in a program's own socket is counted with its other sockets.
 */
export function hasDatagramsUnderWay(
  parties: readonly DatagramParty[],
  programs: readonly ProgramActor[],
  kernel: Kernel,
): boolean {
  if (parties.some(({ isSending }) => isSending)) return true;
  const ports = new Set(parties.flatMap((party) => party.ports));
  if (ports.size === 0) return false;
  const ofPrograms = new Set(programs.flatMap((actor) => actor.sockets().map((one) => one.inode)));
  // All that play one role are in one network, and reading its tables costs.
  const networks = new Map(programs.map(({ role, pid }) => [role, pid]));
  return [process.pid, ...networks.values()].some((pid) =>
    kernel
      .allSockets(pid)
      .some(
        ({ protocol, local, rxQueue, inode }) =>
          protocol === "udp" && rxQueue > 0 && ports.has(local.port) && !ofPrograms.has(inode),
      ),
  );
}
