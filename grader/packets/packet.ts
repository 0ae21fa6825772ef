import type { Endpoint } from "../model/waiting.ts";
import { decodeIp, type IpPacket } from "./ip.ts";
import { linkPayload } from "./link-layer.ts";
import { nameOfProtocol } from "./protocol-names.ts";

/** What a packet says, as far as conversations need it. */
export type Packet = TcpSegment | UdpDatagram | OtherPacket;

/** RFC 9293 §3.1. */
export type TcpSegment = Readonly<{
  protocol: "tcp";
  from: Endpoint;
  to: Endpoint;
  sequence: number;
  /** Says something only together with `isAck`. */
  acknowledgment: number;
  isPsh: boolean;
  isSyn: boolean;
  isAck: boolean;
  isFin: boolean;
  isRst: boolean;
  payload: Buffer;
  /** Bytes of data on the wire, even where the capture cut the packet short. */
  length: number;
}>;

/** RFC 768. */
export type UdpDatagram = Readonly<{
  protocol: "udp";
  from: Endpoint;
  to: Endpoint;
  ttl: number;
  isMulticast: boolean;
  /** Its own length, even where the capture cut the packet short. */
  length: number;
  payload: Buffer;
}>;

/** Known by its name only. */
export type OtherPacket = Readonly<{ protocol: "other"; name: string; from: string; to: string }>;

/**
 * Reads a packet from its link layer up. No length in it is trusted: what does not fit is cut, and
 * what makes no sense is undefined. Never throws.
 * @param onWire how long the packet was, where less of it was kept.
 */
export function decodePacket(
  linkType: number,
  bytes: Buffer,
  onWire: number = bytes.length,
): Packet | undefined {
  const link = linkPayload(linkType, bytes);
  if (link === undefined) return undefined;
  const cut = Math.max(0, onWire - bytes.length);
  const ip = decodeIp(link.etherType, link.payload, link.payload.length + cut);
  if (ip === undefined) return undefined;
  const known = ip.isFragment ? undefined : decoders[ip.protocol]?.(ip);
  const { source: from, target: to } = ip;
  return known ?? { protocol: "other", name: nameOfProtocol(ip), from, to };
}

const decoders: Readonly<Record<number, (ip: IpPacket) => Packet | undefined>> = {
  6: decodeTcp,
  17: decodeUdp,
};

function decodeTcp({ source, target, length, payload: bytes }: IpPacket): TcpSegment | undefined {
  if (bytes.length < 20) return undefined;
  const headerBytes = (bytes.readUInt8(12) >> 4) * 4;
  if (headerBytes < 20 || headerBytes > length) return undefined;
  const flags = bytes.readUInt8(13);
  return {
    protocol: "tcp",
    from: { address: source, port: bytes.readUInt16BE(0) },
    to: { address: target, port: bytes.readUInt16BE(2) },
    sequence: bytes.readUInt32BE(4),
    acknowledgment: bytes.readUInt32BE(8),
    isFin: (flags & 1) !== 0,
    isSyn: (flags & 2) !== 0,
    isRst: (flags & 4) !== 0,
    isPsh: (flags & 8) !== 0,
    isAck: (flags & 16) !== 0,
    payload: bytes.subarray(headerBytes),
    length: length - headerBytes,
  };
}

function decodeUdp({ source, target, ttl, isMulticast, payload: bytes }: IpPacket) {
  if (bytes.length < 8) return undefined;
  const length = bytes.readUInt16BE(4) - 8;
  if (length < 0) return undefined;
  return {
    protocol: "udp",
    from: { address: source, port: bytes.readUInt16BE(0) },
    to: { address: target, port: bytes.readUInt16BE(2) },
    ttl,
    isMulticast,
    length,
    payload: bytes.subarray(8, 8 + length),
  } as const;
}
