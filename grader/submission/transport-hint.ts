import type { Transport } from "../model/submission.ts";
import { joinsGroup } from "./group-hint.ts";
import type { LanguageSigns } from "./languages/language.ts";

/**
 * How a program's code talks: in datagrams, to a multicast group, or over connections.
 * @returns undefined when it does both or nothing that tells.
 * @param text without comments.
 */
export function transportOf(text: string, signs: LanguageSigns): Transport | undefined {
  if (joinsGroup(text) || multicast.test(text)) return "multicast";
  const isDatagram = datagrams.test(text);
  const isStream = streams.test(text) || (!isDatagram && connects(text, signs));
  if (isDatagram === isStream) return undefined;
  return isDatagram ? "udp" : "tcp";
}

function connects(text: string, signs: LanguageSigns): boolean {
  return signs.listens.test(text) || signs.connects.test(text);
}

// The same words in every language that has sockets, as for groups.
const datagrams =
  /\bSOCK_DGRAM\b|\bDatagram(?:Socket|Packet|Channel)\b|\b(?:Udp|UDP)(?:Client|Server|Socket)\b|\bThreadingUDPServer\b|\bcreate_datagram_endpoint\b|\bcreateSocket\s*\(|\b(?:Listen|Dial)UDP\b|\bResolveUDPAddr\b|\bListenPacket\s*\(|["'`]udp[46]?(?:["'`]|:\/\/)|\bdgram\b/;
const streams = /\bSOCK_STREAM\b/;
// A group's address tells as well: 224.0.0.0/4 (RFC 5771) and ff00::/8 (RFC 4291, section 2.7).
const multicast =
  /\bIP_MULTICAST_(?:TTL|LOOP|IF)\b|\bIPV6_MULTICAST_HOPS\b|\bMulticastSocket\b|\b(?:22[4-9]|23\d)(?:\.\d{1,3}){3}\b|\bff[\da-f]{2}:[\da-f:]/i;
