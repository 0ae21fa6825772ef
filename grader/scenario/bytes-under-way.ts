import type { SocketView } from "../kernel/kernel.ts";
import { inFlight, isAboutToGoOn } from "../kernel/stillness.ts";
import { isSameEndpoint } from "../model/waiting.ts";
import { hasDatagramsUnderWay } from "./datagrams-under-way.ts";
import type { Stage } from "./stage.ts";

/**
 * Whether bytes are between programs, or between a program and the grader, or the relay is still
 * connecting. The grader's own ends count as well: on a busy machine the kernel may take its time
 * to pass on what the relay has written, and the relay to read what a program has sent.
 */
export function hasBytesUnderWay({
  relay,
  programs,
  datagrams,
  kernel,
}: Pick<Stage, "relay" | "programs" | "datagrams" | "kernel">): boolean {
  if (relay?.connections.some((connection) => connection.isConnecting) === true) return true;
  const running = programs.filter(({ exit }) => exit === undefined);
  if (hasDatagramsUnderWay(datagrams ?? [], running, kernel)) return true;
  const held = running.map((actor) => ({ actor, sockets: actor.sockets() }));
  const ofPrograms = new Set(held.flatMap(({ sockets }) => sockets.map(({ inode }) => inode)));
  return held.some(({ actor, sockets }) => {
    const isOwed = ({ inode, rxQueue, txQueue, stalled }: SocketView) =>
      (txQueue > 0 && stalled !== true) || (rxQueue > 0 && inode !== 0 && !ofPrograms.has(inode));
    const network = sockets.length === 0 ? [] : kernel.allSockets(actor.pid);
    const joined = sockets.flatMap((socket) =>
      network.filter((end) => areJoined(end, socket)).map((end) => ({ socket, end })),
    );
    return (
      inFlight(sockets, actor.look().receiving) ||
      joined.some(({ end }) => isOwed(end)) ||
      joined.some(({ socket, end }) => isAboutToGoOn(socket, end) || isAboutToGoOn(end, socket))
    );
  });
}

/** Whether two sockets are the two ends of one TCP connection. */
function areJoined(one: SocketView, other: SocketView): boolean {
  return (
    one.protocol === "tcp" &&
    other.protocol === "tcp" &&
    other.state !== "listen" &&
    isSameEndpoint(one.local, other.remote) &&
    isSameEndpoint(one.remote, other.local)
  );
}
