import { ipv4Address, ipv6Address } from "./ip-address.ts";

/** An IP packet without its header. */
export type IpPacket = Readonly<{
  version: 4 | 6;
  source: string;
  target: string;
  isMulticast: boolean;
  /** Time to live; in IPv6 the hop limit. */
  ttl: number;
  /** The number of what it carries: 6 is TCP, 17 UDP. */
  protocol: number;
  /** A part of a larger packet: what it carries makes sense only with the rest. */
  isFragment: boolean;
  payload: Buffer;
  /** How long `payload` was on the wire: more than there is of it when the capture cut the packet. */
  length: number;
}>;

/**
 * Reads an IPv4 or IPv6 packet; undefined when it is neither, or too short to be one.
 * @param onWire how long it was on the wire, where less of it was kept.
 */
export function decodeIp(
  etherType: number,
  bytes: Buffer,
  onWire: number = bytes.length,
): IpPacket | undefined {
  if (etherType === 0x08_00) return decodeIpv4(bytes, onWire);
  return etherType === 0x86_dd ? decodeIpv6(bytes, onWire) : undefined;
}

/** RFC 791 §3.1. */
function decodeIpv4(bytes: Buffer, onWire: number): IpPacket | undefined {
  if (bytes.length < 20 || bytes.readUInt8(0) >> 4 !== 4) return undefined;
  const headerBytes = (bytes.readUInt8(0) & 15) * 4;
  if (headerBytes < 20 || headerBytes > bytes.length) return undefined;
  const fragment = bytes.readUInt16BE(6);
  const end = endOf(onWire, bytes.readUInt16BE(2), headerBytes);
  return {
    version: 4,
    source: ipv4Address(bytes.subarray(12, 16)),
    target: ipv4Address(bytes.subarray(16, 20)),
    isMulticast: bytes.readUInt8(16) >> 4 === 14,
    ttl: bytes.readUInt8(8),
    protocol: bytes.readUInt8(9),
    isFragment: (fragment & 0x3f_ff) !== 0,
    payload: bytes.subarray(headerBytes, end),
    length: end - headerBytes,
  };
}

/** RFC 8200 §3. */
function decodeIpv6(bytes: Buffer, onWire: number): IpPacket | undefined {
  if (bytes.length < 40 || bytes.readUInt8(0) >> 4 !== 6) return undefined;
  const end = endOf(onWire, 40 + bytes.readUInt16BE(4), 40);
  const { at, ...carried } = skipExtensions(bytes.readUInt8(6), bytes.subarray(40, end));
  return {
    version: 6,
    source: ipv6Address(bytes.subarray(8, 24)),
    target: ipv6Address(bytes.subarray(24, 40)),
    isMulticast: bytes.readUInt8(24) === 0xff,
    ttl: bytes.readUInt8(7),
    ...carried,
    length: Math.max(carried.payload.length, end - 40 - at),
  };
}

/** Padding may follow a packet; a length that says nothing (segmentation offload) takes all there is. */
function endOf(onWire: number, stated: number, headerBytes: number): number {
  return stated <= headerBytes ? onWire : Math.min(stated, onWire);
}

/** Walks over the headers between IPv6 and what it carries (RFC 8200 §4). */
function skipExtensions(first: number, bytes: Buffer) {
  let protocol = first;
  let at = 0;
  let isFragment = false;
  while (isExtension(protocol) && at + 8 <= bytes.length) {
    const length = protocol === fragmentHeader ? 8 : (bytes.readUInt8(at + 1) + 1) * 8;
    isFragment ||= protocol === fragmentHeader && (bytes.readUInt16BE(at + 2) & 0xff_f9) !== 0;
    protocol = bytes.readUInt8(at);
    at += length;
  }
  return { protocol, isFragment, at, payload: bytes.subarray(at) };
}

const fragmentHeader = 44;

/** Hop-by-hop options, routing, fragment, destination options. */
function isExtension(protocol: number): boolean {
  return protocol === 0 || protocol === 43 || protocol === fragmentHeader || protocol === 60;
}
