import { neutralise } from "../../lib/neutralise.ts";
import type { CauseOf } from "../../model/cause.ts";
import type { Catalogue } from "../catalogue.ts";
import { endpoint } from "../endpoint.ts";
import { The, the, theShort } from "./actor.ts";
import { quote, rightNow } from "./speech.ts";

type MulticastCause =
  | "not-joined"
  | "other-group"
  | "deaf-to-group"
  | "port-not-shared"
  | "nothing-multicast"
  | "sent-elsewhere"
  | "not-one-datagram"
  | "wrong-ttl";

/** Why a check about multicast failed. */
export const multicast: Pick<Catalogue["causes"], MulticastCause> = {
  "not-joined": (cause, names) =>
    cause.bound === undefined
      ? `${The(cause.actor, names)} joined no multicast group, and has not even opened a UDP port.${rightNow(cause)} Create the socket with SOCK_DGRAM, call bind(("", ${cause.group.port})), then join ${neutralise(cause.group.address)} with setsockopt() and ${joining(cause.group.address)}; in the handout, the receiver in "IP-Multicast".`
      : `${The(cause.actor, names)} opened UDP port ${cause.bound.port}, but joined no multicast group: the kernel's table of groups does not have it.${rightNow(cause)} bind() only opens the port; what is sent to ${neutralise(cause.group.address)} comes only to who has joined it, with setsockopt() and ${joining(cause.group.address)} (joinGroup() in Java, addMembership() in Node). In the handout, the last lines before the receiver's loop.`,

  "other-group": (cause, names) =>
    `${The(cause.actor, names)} joined the group ${neutralise(cause.actual)}; the handout asks for ${neutralise(cause.expected)}. ${cause.expected.includes(":") && !cause.actual.includes(":") ? "That is a group of IPv4: no socket of AF_INET6 reaches it. In IPv6 the address of a group begins with ff." : "Whoever sends to one of them is not heard in the other: compare the address in the code with the handout's, digit by digit."}`,

  "deaf-to-group": (cause, names) =>
    `${The(cause.actor, names)} joined ${neutralise(cause.group.address)}, but its socket is bound to ${endpoint(cause.bound)}, and so gets only what is sent to that very address, never what is sent to the group.${rightNow(cause)} Bind it to every address, bind(("", ${cause.bound.port})), or to the group itself, as the handouts do.`,

  "port-not-shared": (cause, names) =>
    `${The(cause.actor, names)} could not take port ${cause.port}: it is held by ${theShort(cause.first)}, your own program, in the terminal beside it. On one host all receivers of a group need the same port, and each of them has to agree to share it before its bind(): sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1), or reuseAddr: true in Node. In the handout, the line above the receiver's bind().`,

  "nothing-multicast": (cause, names) =>
    `No datagram left ${the(cause.actor, names)}${cause.text === undefined ? "" : `, although it was given ${quote.text(cause.text)} to send`}.${rightNow(cause)} Check that it comes to sock.sendto(text.encode(), ("${neutralise(cause.group.address)}", ${cause.group.port})), and that nothing before it waits for an answer: nobody answers in multicast.`,

  "sent-elsewhere": (cause, names) =>
    `${The(cause.actor, names)} sent its datagram to ${endpoint(cause.actual)}, but ${cause.range === undefined ? `the receivers are at ${endpoint(cause.expected)}` : `the handout asks for a group of ${neutralise(cause.range)} and port ${cause.expected.port}`}. ${sentTo[cause.what]}`,

  "not-one-datagram": (cause, names) =>
    `${The(cause.actor, names)} was given one line and sent ${quote.number(cause.contents.length)} datagrams: ${cause.contents.map(quote.bytes).join(", ")}. Each sendto() is a datagram of its own, which every receiver gets and shows: one line, one sendto(). Look for a second sendto(), or a loop around it.`,

  "wrong-ttl": (cause, names) =>
    cause.isIpv6 === true
      ? `The datagrams of ${the(cause.actor, names)} went out with a hop limit of ${cause.actual}; it should be ${cause.expected}.${cause.actual === 1 ? " 1 is what a socket has when nobody sets it: such a datagram does not pass the first router." : ""} Before sendto(): sock.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, ${cause.expected}). IP_MULTICAST_TTL is for IPv4: a socket of IPv6 takes it without an error, and nothing changes; IPV6_UNICAST_HOPS is not for groups.`
      : `The datagrams of ${the(cause.actor, names)} went out with a TTL of ${cause.actual}; the handout's sender sets ${cause.expected}.${cause.actual === 1 ? " 1 is what a socket has when nobody sets it: such a datagram does not pass the first router." : ""} Before sendto(): sock.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, ${cause.expected}). IP_TTL is another option, and not for groups.`,
};

/** What the likely mistake is. */
const sentTo: Readonly<Record<CauseOf<"sent-elsewhere">["what"], string>> = {
  "other-group":
    "That is another group, and nobody in it is one of them: compare the address in sendto() with the receiver's.",
  "other-version":
    "That is an address of the other version of IP, which no socket of the receivers can hear: family, address and options have to change together.",
  "other-port":
    "The group is right and the port is not: only who has opened that very port gets it. Compare the number in sendto() with the one in the receiver's bind().",
  broadcast:
    "That is a broadcast, to every host of a network whether it wants it or not. Multicast goes to the address of the group, and only those who joined it get it.",
  unicast:
    "That is the address of one host, so at most one program gets it, and no group does. Send to the address of the group itself; whoever joined it gets a copy.",
};

function joining(group: string): string {
  return group.includes(":") ? "IPV6_JOIN_GROUP" : "IP_ADD_MEMBERSHIP";
}
