/** What a link layer carries: its kind (EtherType, IEEE 802.3), and the bytes from there on. */
type LinkPayload = Readonly<{ etherType: number; payload: Buffer }>;

/** Takes the link layer off a packet; undefined for a type that is not known, or too few bytes. */
export function linkPayload(linkType: number, bytes: Buffer): LinkPayload | undefined {
  return linkLayers[linkType]?.(bytes);
}

/** By number, as capture files name them (pcap-linktype(7)). */
const linkLayers: Readonly<Record<number, (bytes: Buffer) => LinkPayload | undefined>> = {
  // LINKTYPE_ETHERNET, which Linux has on its loopback as well.
  1: ethernet,
};

function ethernet(bytes: Buffer): LinkPayload | undefined {
  if (bytes.length < 14) return undefined;
  return { etherType: bytes.readUInt16BE(12), payload: bytes.subarray(14) };
}
