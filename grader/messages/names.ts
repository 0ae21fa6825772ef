import type { ActorName, Role } from "../model/role.ts";

/** What the words need to know about the programs of a check beyond their parts in it. */
export type Names = Readonly<{
  /** The actor's file as the student named it; none for a peer that the grader plays. */
  file(actor: ActorName): string | undefined;
}>;

/** Which of its kind an actor is: `client` is 1, `client2` is 2. */
export function ordinalOf(actor: ActorName): number {
  return Number(/\d+$/.exec(actor)?.[0] ?? 1);
}

/** Names by which the grader finds the programs of an exercise that has this role. */
export function likelyNames(role: Role): string {
  return role === "receiver" || role === "sender"
    ? "receiver, receptor, sender, emissor"
    : "server, servidor, client, cliente";
}
