import { z } from "zod";

const whole = z.int().min(0);
const port = z.int().min(0).max(65_535);
const endpoint = z.strictObject({ address: z.string(), port });
/** Where it was seen: in the servers' or the clients' network of a slot, or on the wire between two hosts. */
const side = z.enum(["server", "client", "wire"]);
/** Milliseconds since the check began. */
const moment = z.number();
/** The first bytes, base64. */
const content = z.string();

const direction = z.strictObject({
  /** As the receiver reads them: each byte once, in order, however often it was sent. */
  bytes: whole,
  /** Bytes that must have been sent but were not seen. */
  missing: whole.optional(),
  content,
});

/** One TCP connection (RFC 9293), or the attempt at one. */
export const tcpConversationSchema = z.strictObject({
  protocol: z.literal("tcp"),
  side,
  /** Who sent the first SYN. */
  client: endpoint,
  server: endpoint,
  /** When the first SYN went out; missing when the connection was there before the check. */
  syn: moment.optional(),
  synAck: moment.optional(),
  /** When a reset answered the SYN: nobody listens there. */
  refused: moment.optional(),
  toServer: direction,
  toClient: direction,
  /** Who ended it first, and how. */
  ended: z
    .strictObject({ by: z.enum(["client", "server"]), how: z.enum(["fin", "rst"]), at: moment })
    .optional(),
});

/** The datagrams from one socket to one other, or to a group. */
export const udpConversationSchema = z.strictObject({
  protocol: z.literal("udp"),
  side,
  from: endpoint,
  to: endpoint,
  /** Whether `to` is a multicast group (RFC 5771). */
  group: z.boolean(),
  ttl: whole,
  datagrams: whole,
  bytes: whole,
  /** The first of them, each with its own boundaries. */
  first: z.array(z.strictObject({ at: moment, bytes: whole, content })),
});

/** Anything else, by name: `igmp v3 report`, `icmp`. */
export const otherConversationSchema = z.strictObject({
  protocol: z.literal("other"),
  side,
  name: z.string(),
  from: z.string(),
  to: z.string(),
  at: moment,
  packets: whole,
});

/** Everything that two ends said to each other, as the packets tell it. */
export const conversationSchema = z.discriminatedUnion("protocol", [
  tcpConversationSchema,
  udpConversationSchema,
  otherConversationSchema,
]);

/** The packets of one check. */
export const captureSchema = z.strictObject({
  packets: whole,
  /** Of the packets on the wire, headers included. */
  bytes: whole,
  /** Packets that the kernel had to drop because there were too many to look at. */
  lost: whole.optional(),
  /** There were more packets than are kept: the later ones are counted and not in the conversations. */
  truncated: z.literal(true).optional(),
  /** In the order in which they began. */
  conversations: z.array(conversationSchema),
  /** How many more conversations there were. */
  unlisted: whole.optional(),
});

export type Conversation = Readonly<z.infer<typeof conversationSchema>>;
export type TcpConversation = Readonly<z.infer<typeof tcpConversationSchema>>;
export type UdpConversation = Readonly<z.infer<typeof udpConversationSchema>>;
export type OtherConversation = Readonly<z.infer<typeof otherConversationSchema>>;
export type Capture = Readonly<z.infer<typeof captureSchema>>;
