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
}>;

/** Reads an IPv4 or IPv6 packet; undefined when it is neither, or too short to be one. */
export function decodeIp(etherType: number, bytes: Buffer): IpPacket | undefined {
  if (etherType === 0x08_00) return decodeIpv4(bytes);
  return etherType === 0x86_dd ? decodeIpv6(bytes) : undefined;
}

/** RFC 791 §3.1. */
function decodeIpv4(bytes: Buffer): IpPacket | undefined {
  if (bytes.length < 20 || bytes.readUInt8(0) >> 4 !== 4) return undefined;
  const headerBytes = (bytes.readUInt8(0) & 15) * 4;
  if (headerBytes < 20 || headerBytes > bytes.length) return undefined;
  const fragment = bytes.readUInt16BE(6);
  return {
    version: 4,
    source: ipv4Address(bytes.subarray(12, 16)),
    target: ipv4Address(bytes.subarray(16, 20)),
    isMulticast: bytes.readUInt8(16) >> 4 === 14,
    ttl: bytes.readUInt8(8),
    protocol: bytes.readUInt8(9),
    isFragment: (fragment & 0x3f_ff) !== 0,
    payload: bytes.subarray(headerBytes, endOf(bytes, bytes.readUInt16BE(2), headerBytes)),
  };
}

/** RFC 8200 §3. */
function decodeIpv6(bytes: Buffer): IpPacket | undefined {
  if (bytes.length < 40 || bytes.readUInt8(0) >> 4 !== 6) return undefined;
  const end = endOf(bytes, 40 + bytes.readUInt16BE(4), 40);
  return {
    version: 6,
    source: ipv6Address(bytes.subarray(8, 24)),
    target: ipv6Address(bytes.subarray(24, 40)),
    isMulticast: bytes.readUInt8(24) === 0xff,
    ttl: bytes.readUInt8(7),
    ...skipExtensions(bytes.readUInt8(6), bytes.subarray(40, end)),
  };
}

/** Padding may follow a packet; a length that says nothing (segmentation offload) takes all there is. */
function endOf(bytes: Buffer, stated: number, headerBytes: number): number {
  return stated <= headerBytes ? bytes.length : Math.min(stated, bytes.length);
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
  return { protocol, isFragment, payload: bytes.subarray(at) };
}

const fragmentHeader = 44;

/** Hop-by-hop options, routing, fragment, destination options. */
function isExtension(protocol: number): boolean {
  return protocol === 0 || protocol === 43 || protocol === fragmentHeader || protocol === 60;
}
