import type { Capture, Conversation } from "../model/conversation.ts";
import { conversationsIn } from "./conversations.ts";
import type { PacketStore } from "./packet-store.ts";
import { pcapng } from "./pcapng.ts";

/** The packets of one check, of both networks of the slot, and of the wire between them where there is one. */
export type PacketRecord = Readonly<{
  /** Microseconds since the epoch. */
  begin: number;
  networks: readonly Readonly<{
    side: Conversation["side"];
    linkType: number;
    store: PacketStore;
  }>[];
  /** Packets that the kernel dropped. */
  lost: number;
  /** Both ends of the record are where they should be. */
  isWhole: boolean;
}>;

/** How much of the packets is told: bytes of content of each direction, and conversations. */
export type Room = Readonly<{ content: number; conversations: number }>;

/** What the packets of a check say, small enough for a result; with more room, enough for a verdict. */
export function captureOf(
  { begin, networks, lost, isWhole }: PacketRecord,
  room: Room = roomInResult,
): Capture {
  const read = networks.map(({ side, linkType, store }) =>
    conversationsIn(store, { side, linkType, begin, mostContent: room.content }),
  );
  const all = read
    .flatMap(({ conversations }) => conversations)
    .toSorted((one, other) => beginOf(one) - beginOf(other));
  const unlisted =
    read.reduce((sum, one) => sum + one.unlisted, 0) + Math.max(0, all.length - room.conversations);
  const isTruncated = !isWhole || networks.some(({ store }) => store.isTruncated);
  return {
    packets: networks.reduce((sum, { store }) => sum + store.packets, 0),
    bytes: networks.reduce((sum, { store }) => sum + store.bytes, 0),
    ...(lost === 0 ? {} : { lost }),
    ...(isTruncated ? { truncated: true } : {}),
    conversations: all.slice(0, room.conversations),
    ...(unlisted === 0 ? {} : { unlisted }),
  };
}

const roomInResult: Room = { content: 1024, conversations: 50 };

/** The packets themselves, as a file that Wireshark opens. `title` says which check it is. */
export function pcapngOf({ networks, lost }: PacketRecord, title: string): Buffer {
  const truncated = networks.some(({ store }) => store.isTruncated);
  const comment = [
    title,
    ...(lost === 0 ? [] : [`${lost} packets were lost, there were too many`]),
    ...(truncated ? ["later packets were not kept, there were too many"] : []),
  ].join("; ");
  return pcapng(
    comment,
    networks.map(({ side, linkType, store }) => ({ ...names[side], linkType, packets: store })),
  );
}

const names = {
  server: {
    name: "servers",
    description: "The servers' side of the relay: the student's server, and the grader towards it",
  },
  client: {
    name: "clients",
    description:
      "The clients' side of the relay: the student's clients, and the grader towards them",
  },
  wire: { name: "wire", description: "The wire between the server's host and the client's" },
} as const;

function beginOf(conversation: Conversation): number {
  switch (conversation.protocol) {
    case "tcp":
      return conversation.syn ?? 0;
    case "udp":
      return conversation.first[0]?.at ?? 0;
    case "other":
      return conversation.at;
  }
}
