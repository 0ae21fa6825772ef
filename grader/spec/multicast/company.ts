import type { ActorName } from "../../model/role.ts";
import type { HeardDatagram } from "../../wire/group-socket.ts";

/** What a sender needs to know of the others in its group. */
export type Company = Readonly<{
  /** What it was to send. */
  text: string | undefined;
  /** What has come to the grader at the handout's group and port. */
  heard: () => readonly HeardDatagram[];
  /** Ports of other senders. */
  others: () => readonly number[];
  /** The first of those who get what it sends. */
  audience: ActorName;
}>;
