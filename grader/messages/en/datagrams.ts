import { neutralise } from "../../lib/neutralise.ts";
import type { CauseOf } from "../../model/cause.ts";
import type { Catalogue } from "../catalogue.ts";
import { endpoint } from "../endpoint.ts";
import { The, the, theShort } from "./actor.ts";
import { quote, rightNow } from "./speech.ts";

/** Causes that only datagrams have, or a program for the other transport. */
export const datagramCauses: Pick<
  Catalogue["causes"],
  "wrong-transport" | "truncated-datagram" | "hears-only-one" | "wrong-recipient"
> = {
  "wrong-transport": (cause, names) =>
    cause.expected === "udp"
      ? `${The(cause.actor, names)} uses TCP, and this exercise is about UDP: ${cause.actor.startsWith("server") ? "it listens for connections, but no datagram can reach it" : "it tried to connect, where it should send datagrams"}. Make the socket with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) and leave out listen(), accept() and connect(): recvfrom() says who sent, sendto() says to whom. In the handout, "UDP".`
      : `${The(cause.actor, names)} uses UDP, and this exercise is about TCP: it has bound a port for datagrams, but nobody can connect to it. Make the socket with socket.socket(), without SOCK_DGRAM, and call listen() and accept(); in the handout, "TCP".`,

  "truncated-datagram": (cause, names) =>
    `${The(cause.actor, names)} got a datagram with a text of ${quote.number(cause.sent)} bytes and kept only ${quote.number(cause.kept)} of it. The number in recvfrom() is the size of your buffer: what does not fit is thrown away, and the next recvfrom() returns the next datagram, not the rest of this one. A larger number costs nothing: recvfrom(65535) takes any datagram. In the handout, "UDP": "menos dados lidos que enviados".`,

  "hears-only-one": (cause, names) =>
    `${The(cause.actor, names)} has called connect() on its UDP socket. From then on the kernel gives it only what its first client sends; the datagrams of all others are thrown away, and nobody is told. A server leaves connect() out: recvfrom() says who sent, and sendto(answer, addr) answers that one. In the handout, "UDP".`,

  "wrong-recipient": (cause, names) =>
    `${The(cause.actor, names)} sent ${quote.bytes(cause.bytes)} to ${the(cause.actual, names)}, but it was the answer to ${theShort(cause.expected)}. One UDP socket serves everybody, so each answer must go to the address that came with that very message: data, addr = sock.recvfrom(4096), then sock.sendto(answer, addr). Look for an addr that is kept in one variable for all clients and overwritten by the next message.`,
};

/** What is said instead where an exercise is about datagrams: there are no connections to speak of. */
export const withDatagrams: Catalogue["datagrams"] = {
  "not-listening": (cause, names) =>
    `${The(cause.actor, names)} has not bound a UDP port, so no datagram can find it.${rightNow(cause)} Make the socket with SOCK_DGRAM and call bind() before anything else; in the handout, "UDP".`,

  "not-connected": (cause, names) =>
    `${The(cause.actor, names)} sent no datagram to the server${cause.listening === undefined ? "" : `, which was waiting at ${neutralise(cause.listening.address)} port ${cause.listening.port}`}.${attempts(cause)}${cause.lastLine === "" ? "" : ` The last line it left was ${quote.text(cause.lastLine)}.`}${rightNow(cause)} Check that the program gets to sendto(), and compare the address and port there with those in the server's bind().`,

  "not-sent": (cause, names) =>
    `${quote.bytes(cause.expected)} never left ${the(cause.actor, names)} for ${theShort(cause.to)}: no datagram with it was seen.${rightNow(cause)} Check that the program gets to sendto(), that the text becomes bytes first, and that the address is the right one: sock.sendto(text.encode(), addr).`,

  "never-asked": (cause, names) =>
    `${The(cause.actor, names)} never read its keyboard: I was going to type ${quote.text(cause.typed)}, but it did not ask.${rightNow(cause)} Check that the program gets to input() at this point: the order is that of the table in "Ping-Pong", only the transport has changed.`,

  "not-waiting-again": (cause, names) =>
    `${The(cause.actor, names)} does not wait for datagrams.${rightNow(cause)} Over UDP there is no conversation to end: after each answer the loop goes back to recvfrom(), whoever sends next. In the handout, "UDP".`,

  "exited-early": (cause, names) =>
    `${The(cause.actor, names)} ended too early${cause.code === undefined ? "" : ` (code ${cause.code})`}.${cause.code === 0 ? " There was no error: the program simply reached its end." : ""} ${cause.actor.startsWith("server") ? "A UDP server has nobody to say goodbye to: it serves whoever sends, until Ctrl+C. Is there a loop missing, or does an empty or a certain message leave it?" : "Is there a loop missing around this part, or a condition that leaves it too soon?"}`,

  "everyone-receives": () =>
    `Both programs are sitting in recvfrom(), each waiting for the other to speak, so nobody ever will (a deadlock). Look for a recvfrom() that is called twice in a row, a sendto() that is missing or goes to another port, or an empty message that is never sent.`,

  "not-exited": (cause, names) =>
    `${The(cause.actor, names)} should have ended and is still there.${rightNow(cause)} After the goodbye, leave the loop without another recvfrom(): nobody has to answer to a goodbye.`,
};

function attempts({ attempts: tried }: CauseOf<"not-connected">): string {
  if (tried === undefined) return "";
  if (tried.length === 0) return " Not one packet of it was seen.";
  const places = tried.map(({ protocol, to }) =>
    protocol === "udp"
      ? `It sent datagrams to ${endpoint(to)}, where nobody waits for them.`
      : `It tried to connect (TCP) to ${endpoint(to)}.`,
  );
  return ` ${places.join(" ")}`;
}
