/** What a link layer carries: its kind (EtherType, IEEE 802.3), and the bytes from there on. */
type LinkPayload = Readonly<{ etherType: number; payload: Buffer }>;

/** Takes the link layer off a packet; undefined for a type that is not known, or too few bytes. */
export function linkPayload(linkType: number, bytes: Buffer): LinkPayload | undefined {
  return linkLayers[linkType]?.(bytes);
}

/** Whether packets of this link layer can be read. */
export function isKnownLink(linkType: number): boolean {
  return linkType in linkLayers;
}

/** By number, as capture files name them (pcap-linktype(7)). */
const linkLayers: Readonly<Record<number, (bytes: Buffer) => LinkPayload | undefined>> = {
  // BSD and macOS on their loopback, Npcap on the one of Windows; OpenBSD has the other byte order.
  0: bsdLoopback,
  108: bsdLoopback,
  // LINKTYPE_ETHERNET, which Linux has on its loopback as well.
  1: (bytes) => behind(bytes, 12, 14),
  // LINKTYPE_LINUX_SLL and LINKTYPE_LINUX_SLL2: what `-i any` gives on Linux.
  113: (bytes) => behind(bytes, 14, 16),
  276: (bytes) => behind(bytes, 0, 20),
  // No link layer at all: LINKTYPE_RAW, what old systems wrote in its place, and the two for one version each.
  101: rawIp,
  12: rawIp,
  14: rawIp,
  228: rawIp,
  229: rawIp,
};

/** What follows a header of `headerBytes` in which the EtherType stands at `at`, without VLAN tags (IEEE 802.1Q). */
function behind(bytes: Buffer, at: number, headerBytes: number): LinkPayload | undefined {
  if (bytes.length < headerBytes) return undefined;
  let etherType = bytes.readUInt16BE(at);
  let end = headerBytes;
  while (vlanTags.has(etherType) && end + 4 <= bytes.length) {
    etherType = bytes.readUInt16BE(end + 2);
    end += 4;
  }
  return { etherType, payload: bytes.subarray(end) };
}

const vlanTags = new Set([0x81_00, 0x88_a8, 0x91_00]);

function rawIp(bytes: Buffer): LinkPayload | undefined {
  const etherType = bytes.length === 0 ? undefined : byVersion[bytes.readUInt8(0) >> 4];
  return etherType === undefined ? undefined : { etherType, payload: bytes };
}

const byVersion: Readonly<Record<number, number>> = { 4: 0x08_00, 6: 0x86_dd };

/** Four bytes with the number of the protocol family, in whatever byte order the machine had. */
function bsdLoopback(bytes: Buffer): LinkPayload | undefined {
  if (bytes.length < 4) return undefined;
  const family = Math.min(bytes.readUInt32LE(0), bytes.readUInt32BE(0));
  const etherType = families[family];
  return etherType === undefined ? undefined : { etherType, payload: bytes.subarray(4) };
}

/** AF_INET is the same everywhere; AF_INET6 is not: Linux, Windows, NetBSD, FreeBSD, macOS. */
const families: Readonly<Record<number, number>> = {
  2: 0x08_00,
  10: 0x86_dd,
  23: 0x86_dd,
  24: 0x86_dd,
  28: 0x86_dd,
  30: 0x86_dd,
};
