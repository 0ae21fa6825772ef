import type { Catalogue } from "../catalogue.ts";
import { The, the } from "./actor.ts";
import { quote, rightNow } from "./speech.ts";

/** What goes wrong where a server sends back what a client says. */
export const echo: Pick<Catalogue["causes"], "nothing-said" | "own-message" | "incomplete"> = {
  "nothing-said": (cause, names) =>
    `${The(cause.actor, names)} connected and then sent nothing at all.${rightNow(cause)} In an echo the client speaks first: sendall() comes before recv(). Text has to become bytes on the way: s.sendall(message.encode()).`,

  "own-message": (cause, names) =>
    `${The(cause.actor, names)} showed ${quote.text(cause.actual)}, which is what it had sent itself. This time I sent back ${quote.text(cause.expected)} instead, to see the difference. Print what recv() returned, not the variable with your own message.`,

  incomplete: (cause, names) =>
    `Only ${quote.number(cause.received)} of ${quote.number(cause.sent)} bytes came back from ${the(cause.actor, names)}${cause.isClosed ? ", and then it closed the connection" : ", and then nothing more"}.${rightNow(cause)} One recv(1024) brings at most 1024 bytes: repeat recv() and sendall() until recv() returns 0 bytes. And use sendall(): send() may send a part only, and says so in the number it returns.`,
};
