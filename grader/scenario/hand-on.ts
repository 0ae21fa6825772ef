import type { SocketView } from "../kernel/kernel.ts";
import { partOf } from "../model/role.ts";
import type { Stage } from "./stage.ts";
import type { Looks } from "./until.ts";

/** Lets the relay hand on what a program that is back in recv may have now. */
export function handOn({ relay }: Pick<Stage, "relay">, looks: Looks): void {
  for (const connection of relay?.connections ?? []) {
    if (!connection.isHolding) continue;
    for (const [actor, look] of looks) {
      const isClient = actor.name === connection.client;
      if (!isClient && partOf(actor.role) !== "server") continue;
      if (isBackInRecv(look.receiving, () => actor.sockets())) {
        connection.whenReceiving(isClient ? "client" : "server");
      }
    }
  }
}

/** Nothing moves: lets the relays and the grader's peers release what they hold. @returns whether they did. */
export function release({ relay, datagrams }: Pick<Stage, "relay" | "datagrams">): boolean {
  const released = (relay?.connections ?? []).map((connection) => connection.whenSettled());
  const parties = (datagrams ?? []).map((party) => party.whenSettled());
  return released.includes(true) || parties.includes(true);
}

function isBackInRecv(receiving: readonly number[], sockets: () => readonly SocketView[]): boolean {
  if (receiving.length === 0) return false;
  const waited = sockets().filter((socket) => receiving.includes(socket.inode));
  return (
    waited.some((socket) => socket.state !== "listen") &&
    waited.every((socket) => socket.state === "listen" || socket.rxQueue === 0)
  );
}
