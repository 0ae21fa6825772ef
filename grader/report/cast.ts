import type { Catalogue } from "../messages/catalogue.ts";
import { ordinalOf } from "../messages/names.ts";
import { type ActorName, type Part, partOf, roleOf } from "../model/role.ts";
import type { TraceEvent } from "../model/trace.ts";
import { terminalFor, type Terminal } from "./terminal.ts";

/** Who takes part in a picture, and where. */
export type Cast = Readonly<{
  actors: Readonly<Record<Side, readonly ActorName[]>>;
  sideOf(actor: ActorName): Side;
  /** Tells several programs of one column apart: `[2] `; nothing for one that has it to itself. */
  tagOf(actor: ActorName): string;
  terminalOf(actor: ActorName): Terminal;
  /** Whether the actor was seen to end. */
  hasExited(actor: ActorName): boolean;
}>;

type Side = "left" | "right";

/** The cast of a trace: servers on the left, clients on the right, the grader's peer opposite. */
export function castOf(trace: readonly TraceEvent[], words: Catalogue["report"]): Cast {
  const actors = sidesOf(trace);
  const sideOf = (actor: ActorName): Side => (actors.left.includes(actor) ? "left" : "right");
  const terminals = new Map(
    [...actors.left, ...actors.right].map((actor) => [actor, terminalFor(words)]),
  );
  const exited = new Set(trace.flatMap((event) => (event.kind === "exit" ? [event.actor] : [])));
  return {
    actors,
    sideOf,
    tagOf(actor) {
      if (actors[sideOf(actor)].length === 1) return "";
      const isPeer = roleOf(actor) === undefined;
      return isPeer
        ? `[sockgrade${actor === "peer" ? "" : ` ${ordinalOf(actor)}`}] `
        : `[${ordinalOf(actor)}] `;
    },
    terminalOf: (actor) => terminals.get(actor) ?? terminalFor(words),
    hasExited: (actor) => exited.has(actor),
  };
}

function sidesOf(trace: readonly TraceEvent[]): Cast["actors"] {
  const named = trace.flatMap((event) =>
    "actor" in event ? [event.actor] : [event.from, event.to],
  );
  const all = [...new Set(named)].toSorted();
  const servers = all.filter((actor) => partIn(actor) === "server");
  const peers = all.filter((actor) => partIn(actor) === undefined);
  const clients = all.filter((actor) => partIn(actor) === "client");
  // The grader's peer plays the part that no program plays.
  return servers.length > 0
    ? { left: servers, right: [...clients, ...peers] }
    : { left: peers, right: clients };
}

function partIn(actor: ActorName): Part | undefined {
  const role = roleOf(actor);
  return role === undefined ? undefined : partOf(role);
}
