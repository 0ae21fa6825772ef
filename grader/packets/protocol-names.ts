import type { IpPacket } from "./ip.ts";

/** How people call what an IP packet carries: `icmp`, `igmp v3 report`, `protocol 89`. */
export function nameOfProtocol({ version, protocol, isFragment, payload }: IpPacket): string {
  const name = names[protocol] ?? `protocol ${protocol}`;
  if (isFragment) return `${name} fragment`;
  const kinds = kindsOf[`${version}/${protocol}`];
  const kind = payload.length === 0 ? undefined : kinds?.[payload.readUInt8(0)];
  return kind === undefined ? name : `${name} ${kind}`;
}

/** Assigned internet protocol numbers (IANA). */
const names: Readonly<Record<number, string>> = {
  1: "icmp",
  2: "igmp",
  6: "tcp",
  17: "udp",
  58: "icmpv6",
  132: "sctp",
};

/** Only of what reports groups; the first byte of a message says which it is. */
const kindsOf: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  // RFC 3376 §4
  "4/2": {
    0x11: "query",
    0x12: "v1 report",
    0x16: "v2 report",
    0x17: "leave",
    0x22: "v3 report",
  },
  // RFC 3810 §5
  "6/58": {
    130: "mld query",
    131: "mld v1 report",
    132: "mld done",
    143: "mld v2 report",
  },
};
