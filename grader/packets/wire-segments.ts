import type { Endpoint } from "../model/waiting.ts";
import { decodePacket, type TcpSegment } from "./packet.ts";
import type { PacketRecord } from "./packet-record.ts";

/** A TCP segment as a picture of the wire shows it. */
export type WireSegment = Readonly<{
  /** Microseconds since the epoch. */
  at: number;
  from: Endpoint;
  to: Endpoint;
  /** It opens a connection: SYN without ACK. */
  opens: boolean;
  /** Bytes that had not been seen before: what is sent again is shown once. */
  payload: Buffer;
  ends: "fin" | "rst" | undefined;
}>;

/** The segments of one of a record's networks that say something, to or from that port of a server's. */
export function wireSegments(
  { networks }: PacketRecord,
  side: PacketRecord["networks"][number]["side"],
  port: number,
): readonly WireSegment[] {
  const network = networks.find((one) => one.side === side);
  const sent = new Map<string, number>();
  const segments: WireSegment[] = [];
  for (const { at, bytes } of network?.store ?? []) {
    const packet = decodePacket(network?.linkType ?? 0, bytes);
    if (packet?.protocol !== "tcp") continue;
    if (packet.from.port !== port && packet.to.port !== port) continue;
    const { from, to } = packet;
    const opens = packet.isSyn && !packet.isAck;
    const payload = freshPart(packet, sent);
    const ends = packet.isRst ? "rst" : packet.isFin ? "fin" : undefined;
    if (opens || payload.length > 0 || ends !== undefined)
      segments.push({ at, from, to, opens, payload, ends });
  }
  return segments;
}

function freshPart(packet: TcpSegment, sent: Map<string, number>): Buffer {
  const { from, to, sequence, payload } = packet;
  const key = `${from.address} ${from.port} ${to.address} ${to.port}`;
  const next = packet.isSyn ? undefined : sent.get(key);
  const begin = packet.isSyn ? (sequence + 1) >>> 0 : sequence;
  // Sequence numbers go round (RFC 9293 §3.4): a distance is what is left of their difference in 32 bits.
  const seen = next === undefined ? 0 : Math.max(0, (next - begin) | 0);
  const fresh = payload.subarray(seen);
  if (next === undefined || fresh.length > 0) sent.set(key, (begin + payload.length) >>> 0);
  return fresh;
}
