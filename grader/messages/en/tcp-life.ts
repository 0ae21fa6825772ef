import { neutralise } from "../../lib/neutralise.ts";
import type { CauseOf } from "../../model/cause.ts";
import type { TcpLifeCause } from "../../model/tcp-life-cause.ts";
import type { Catalogue } from "../catalogue.ts";
import { endpoint } from "../endpoint.ts";
import { isLoopback } from "../../lib/loopback.ts";
import { stateName } from "../state-name.ts";
import { The, the, theShort } from "./actor.ts";
import { attempts } from "./attempts.ts";
import { quote, rightNow } from "./speech.ts";

/** Where programs listen and connect to, and how a connection lives and ends. */
export const tcpLife: Pick<Catalogue["causes"], TcpLifeCause["kind"]> = {
  "listens-elsewhere": (cause, names) =>
    `${The(cause.actor, names)} listens at ${endpoint(cause.listening)}, but ${told(cause)} it should be ${neutralise(cause.expected)}. The first value of the pair given to bind() decides: "127.0.0.1" is this machine alone, "" (which netstat shows as 0.0.0.0) is every interface it has.`,

  "only-loopback": (cause, names) =>
    `${The(cause.actor, names)} listens on ${endpoint(cause.listening)} only, and no other machine can reach that: the loopback interface never leaves the host. The server's host is ${neutralise(cause.host)} on the network; bind() to that address, or to "" for all interfaces. If the address came from gethostname(): on most Linux machines one's own name stands in /etc/hosts as 127.0.0.1 or 127.0.1.1, which is loopback as well.`,

  "wrong-host": (cause, names) =>
    `${The(cause.actor, names)} did not go to the server's host, which is ${endpoint(cause.expected)}.${attempts({ ...cause, attempts: cause.tried })}${goesToItself(cause)}${cause.lastLine === "" ? "" : ` The last line it left was ${quote.text(cause.lastLine)}.`} The client must take the server's address from its first argument (or ask for it), not have one written in the code.`,

  "left-over": (cause, names) =>
    `The conversation is over, but ${the(cause.actor, names)} still has an end of the connection in state ${stateName(cause.state)}: ${endpoint(cause.local)} ↔ ${endpoint(cause.remote)}.${rightNow(cause)}${cause.state === "close-wait" ? " CLOSE-WAIT means that the other side has closed and the system waits for this program to call close(). When recv() returns b'', leave the loop and close the socket that accept() returned." : " Close the socket on both sides when the conversation ends."}`,

  "closed-first": (cause, names) =>
    `${The(cause.actor, names)} closed the connection before the other side did. In the handout it is the client that closes first: the server goes on calling recv() until that returns b'', and only then calls close(). Whoever closes first keeps the connection in TIME-WAIT; on a server that can keep its port busy.`,

  "refusal-untold": (cause, names) =>
    `No server was running, and ${the(cause.actor, names)} says nothing about it${cause.screen.trim() === "" ? ": its screen stayed empty" : ` on its screen: ${quote.text(cause.screen.trim())}`}. connect() fails with "Connection refused" there: let the exception be seen, or catch it and print that nobody answers.`,

  "refusal-exit-zero": (cause, names) =>
    `No server was running, and ${the(cause.actor, names)} ended with code 0, which says that all went well. Scripts and other programs only see that code: after the message, leave with sys.exit(1), or do not catch the exception.`,

  "keeps-trying": (cause, names) =>
    `No server was running, and ${the(cause.actor, names)} is still there.${rightNow(cause)} A refused connect() answers at once: say so and end, without trying again and without waiting for a key.`,
};

function told({ told: address }: CauseOf<"listens-elsewhere">): string {
  if (address === undefined) return "without an argument";
  return address === "" ? 'told "" (or 0.0.0.0)' : `told ${quote.text(address)}`;
}

function goesToItself({ actor, tried }: CauseOf<"wrong-host">): string {
  if (!tried.some(({ to }) => isLoopback(to.address))) return "";
  return ` 127.0.0.1, localhost and one's own name are always the very host that a program runs on: there ${theShort(actor)} looks for a server beside itself.`;
}
