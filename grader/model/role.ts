/** The parts a program can play in an exercise; of datagrams to a group there are receivers and senders. */
export type Role = "server" | "client" | "receiver" | "sender";

/** All of them, those that are started first at the front. */
export const roles: readonly Role[] = ["server", "receiver", "client", "sender"];

/** Who waits to be spoken to, and who begins: handouts call a receiver `server` and a sender `client` as well. */
export type Part = "server" | "client";

/** The part that a role comes down to. */
export function partOf(role: Role): Part {
  return role === "server" || role === "receiver" ? "server" : "client";
}

/** Who a program of this role talks to. */
export function counterpartOf(role: Role): Role {
  return counterparts[role];
}

const counterparts: Readonly<Record<Role, Role>> = {
  server: "client",
  client: "server",
  receiver: "sender",
  sender: "receiver",
};

/**
 * One program or scripted peer of one check: a role, and a number from the second of its kind on
 * (`client`, `client2`), or a peer that the grader plays itself (`peer`, `peer2`).
 */
export type ActorName = Role | `${Role | "peer"}${number}` | "peer";

/** The role of an actor; none for the grader's own peer. */
export function roleOf(actor: ActorName): Role | undefined {
  return roles.find((role) => actor.startsWith(role));
}

/** What is handed in where an exercise wants no programs: packets that were caught, and what was read in them. */
export type FileRole = "capture" | "answers";
