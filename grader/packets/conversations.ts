import type { Conversation, OtherConversation } from "../model/conversation.ts";
import { decodePacket, type OtherPacket, type Packet, type TcpSegment } from "./packet.ts";
import type { CapturedPacket } from "./pcap.ts";
import { TcpTracker } from "./tcp-tracker.ts";
import { UdpTracker } from "./udp-tracker.ts";

/** What to look at, and how much of it to keep. */
type Reading = Readonly<{
  side: Conversation["side"];
  linkType: number;
  /** When the check began, in microseconds since the epoch. */
  begin: number;
  /** Bytes of content kept of each direction. */
  mostContent: number;
}>;

/**
 * Puts packets together to conversations, in the order in which those began. Packets that are no
 * IP are left out. More than a thousand conversations are counted only.
 */
export function conversationsIn(
  packets: Iterable<CapturedPacket>,
  { side, linkType, begin, mostContent }: Reading,
): Readonly<{ conversations: readonly Conversation[]; unlisted: number }> {
  const trackers: Tracker[] = [];
  const open = new Map<string, Tracker | undefined>();
  let unlisted = 0;
  for (const { at, bytes } of packets) {
    const packet = decodePacket(linkType, bytes);
    if (packet === undefined) continue;
    const key = keyOf(packet);
    if (!open.has(key) || isAnother(open.get(key), packet)) {
      const isListed = trackers.length < mostConversations;
      const tracker = isListed ? track(packet, mostContent) : undefined;
      open.set(key, tracker);
      if (tracker === undefined) unlisted += 1;
      else trackers.push(tracker);
    }
    open.get(key)?.add(packet as never, Math.round(at - begin) / 1000);
  }
  return { conversations: trackers.map((tracker) => tracker.conversation(side)), unlisted };
}

const mostConversations = 1000;

type Tracker = TcpTracker | UdpTracker | OtherTracker;

function isAnother(tracker: Tracker | undefined, packet: Packet): boolean {
  return tracker instanceof TcpTracker && tracker.isFollowedBy(packet as TcpSegment);
}

function track(packet: Packet, mostContent: number): Tracker {
  switch (packet.protocol) {
    case "tcp":
      return new TcpTracker(packet, mostContent);
    case "udp":
      return new UdpTracker(packet, mostContent);
    case "other":
      return new OtherTracker(packet);
  }
}

/** The same for both directions of a connection; datagrams of each direction stand alone. */
function keyOf(packet: Packet): string {
  if (packet.protocol === "other") return `${packet.name} ${packet.from} ${packet.to}`;
  const from = `${packet.from.address} ${packet.from.port}`;
  const to = `${packet.to.address} ${packet.to.port}`;
  const isOrdered = packet.protocol === "udp" || from < to;
  return isOrdered ? `${packet.protocol} ${from} ${to}` : `${packet.protocol} ${to} ${from}`;
}

class OtherTracker {
  readonly #first: OtherPacket;
  #at: number | undefined;
  #packets = 0;

  constructor(first: OtherPacket) {
    this.#first = first;
  }

  add(_packet: OtherPacket, at: number): void {
    this.#at ??= at;
    this.#packets += 1;
  }

  conversation(side: Conversation["side"]): OtherConversation {
    return { ...this.#first, side, at: this.#at ?? 0, packets: this.#packets };
  }
}
