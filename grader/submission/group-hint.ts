import type { Part } from "../model/role.ts";

/**
 * The part that a program's code plays in a multicast group: who joins and receives is the receiver
 * (`server`), who only sends is the sender (`client`). Handouts call them server and client, tutorials
 * as often the other way round, so for these the code says more than the name.
 * @returns undefined for who does both, or nothing that tells.
 * @param text without comments.
 */
export function groupPart(text: string): Part | undefined {
  const isIn = joinsGroup(text);
  const [receives, sends] = [receiving.test(text), sending.test(text)];
  if (receives && !sends) return "server";
  if (sends && !receives) return "client";
  if (isIn && !sends) return "server";
  // Who waits for answers has a port that it did not ask for.
  return sends && receives && !isIn && !binds.test(text) ? "client" : undefined;
}

/** Whether a program's code joins a multicast group. */
export function joinsGroup(text: string): boolean {
  return joins.test(text);
}

// Nearly the same words in every language that has sockets: each language's calls are the kernel's. Go has its own.
const joins =
  /\bIP_ADD_(?:SOURCE_)?MEMBERSHIP\b|\bIPV6_(?:JOIN_GROUP|ADD_MEMBERSHIP)\b|\bMCAST_JOIN_GROUP\b|\bip_mreqn?\b|\bipv6_mreq\b|\bjoinGroup\s*\(|\badd(?:SourceSpecific)?Membership\s*\(|\bjoin_multicast_v[46]\s*\(|\bListenMulticastUDP\s*\(|\.JoinGroup\s*\(/;
const receiving =
  /\b(?:socket_)?recv(?:from|msg|_into|from_into|_from)?\s*\(|\.recv(?:from|msg)?(?:_nonblock)?\b|\.receive\s*\(|\.on(?:ce)?\s*\(\s*["'`]message["'`]|\bdatagram_received\b|\.Read(?:From|MsgUDP)(?:UDP)?(?:AddrPort)?\s*\(/;
const binds = /\b(?:socket_)?bind\s*\(/;
const sending =
  /\b(?:socket_)?send(?:to|msg|all|_to)?\s*\(|\.send\s+["'\w]|\.WriteTo(?:UDP)?\s*\(|\.DialUDP\s*\(|\.Dial\s*\(\s*["`]udp/;
