import { type ActorName, counterpartOf, partOf } from "../model/role.ts";
import type { Connection, Waiting } from "../model/waiting.ts";
import type { ProgramActor } from "./program-actor.ts";
import type { Stage } from "./stage.ts";

/** Says who is at the other end of the connection that a program waits on. */
export function withOtherEnd(stage: Wires, actor: ProgramActor, waiting: Waiting): Waiting {
  // Whoever sends to a UDP port is heard there.
  if (waiting.on === "recv" && waiting.datagram === true) return waiting;
  if (waiting.on === "recv")
    return { ...waiting, from: otherEnd(stage, actor, waiting.connection) };
  if (waiting.on === "send") return { ...waiting, to: otherEnd(stage, actor, waiting.connection) };
  return waiting;
}

type Wires = Pick<Stage, "relay" | "peerNames">;

function otherEnd(
  { relay, peerNames }: Wires,
  actor: ProgramActor,
  connection: Connection | undefined,
): ActorName {
  if (relay === undefined) return peerNames.get(connection?.remote.port ?? 0) ?? "peer";
  if (partOf(actor.role) === "client") return counterpartOf(actor.role);
  const relayed = relay.connections.find(
    ({ portAtServer }) => portAtServer === connection?.remote.port,
  );
  return relayed?.client ?? "client";
}
