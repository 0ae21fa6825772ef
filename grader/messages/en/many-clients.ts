import type { CauseOf } from "../../model/cause.ts";
import type { Catalogue } from "../catalogue.ts";
import { The, the, theShort } from "./actor.ts";
import { quote, rightNow } from "./speech.ts";

/** What goes wrong where many clients want one server at the same time. */
export const manyClients: Pick<
  Catalogue["causes"],
  "not-at-once" | "mixed-up" | "left-behind" | "ports-not-shown"
> = {
  "not-at-once": (cause, names) =>
    `${others(cause.open)}, and ${the(cause.actor, names)} did not serve the next one: ${cause.accepted ? "it was accepted, but its message stayed unread and unanswered" : "its connection stayed in the system's queue, without an accept(); that queue makes a client believe it is connected"}.${rightNow(cause)} ${cause.open === 1 ? "Whoever is silent must not keep the others waiting: hand each connection to a thread of its own right after accept() (in socketserver, ThreadingTCPServer instead of TCPServer), or watch all of them with select()." : "Is there a limit on clients, a pool with too few workers, or a wait for somebody who is already being served?"} In the handout, "Multiserver TCP": each client is handled in a thread of its own.`,

  "mixed-up": (cause, names) =>
    `${The(cause.actor, names)} mixed its clients up: the answer ${quote.bytes(cause.answer)} belongs to ${theShort(cause.asked)} and went to ${theShort(cause.got)}. Connection and message must belong to the one client: pass them to the thread as arguments and keep them in local variables, not in global ones that the next client overwrites.`,

  "left-behind": (cause, names) =>
    `${quote.number(cause.clients)} clients came and left, and ${the(cause.actor, names)} still keeps ${quote.number(cause.count)} ${kept[cause.what]}, and each new client adds to that. A server that runs for weeks comes to its limit like that. ${remedies[cause.what]}`,

  "ports-not-shown": (cause, names) =>
    `Five clients connected to ${the(cause.actor, names)}, all from one address, each from a port of its own: ${cause.ports.join(", ")}. Not all of these ports are on the screen. The port is what tells two connections from one machine apart, and the second value in the address that accept() returns (client_address[1] in socketserver); in the handout, "Multiserver TCP", item 5.`,
};

function others(open: number): string {
  return open === 1
    ? "One client was connected and said nothing"
    : `${quote.number(open)} clients were connected at the same time`;
}

const kept: Readonly<Record<CauseOf<"left-behind">["what"], string>> = {
  processes: "processes",
  zombies: "processes that have ended and that nobody has waited for (zombies)",
  threads: "threads",
  descriptors: "open descriptors (sockets or files)",
};

const remedies: Readonly<Record<CauseOf<"left-behind">["what"], string>> = {
  processes:
    "After serving its client the child must end with os._exit(0) (exit(0) in C), or it goes on into the parent's loop.",
  zombies:
    "The parent has to collect its children: signal(SIGCHLD, SIG_IGN), or waitpid() for those that have ended.",
  threads:
    "Let the thread's function return when recv() gives 0 bytes: look for a loop or a wait that nobody ends.",
  descriptors:
    "Close the connection when recv() gives 0 bytes, with close() or a with block; after a fork() the parent closes its copy too.",
};
