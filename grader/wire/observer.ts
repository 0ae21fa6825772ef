import type { ActorName } from "../model/role.ts";
import type { Fate } from "../model/trace.ts";

/** Hears what crosses the wire, the moment it does. */
export type WireObserver = Readonly<{
  opened: (from: ActorName, to: ActorName) => void;
  carried: (from: ActorName, to: ActorName, bytes: Buffer) => void;
  /** One datagram, and what became of it on its way. */
  datagram: (from: ActorName, to: ActorName, bytes: Buffer, fate?: Fate) => void;
  closed: (from: ActorName, to: ActorName, how: "fin" | "rst") => void;
  /** Something else changed that a waiting check should look at. */
  stirred: () => void;
}>;
