/** Writes the bytes of an address, 4 or 16 of them; an IPv4 address in an IPv6 one is shown as IPv4. */
export function formatAddress(bytes: Buffer): string {
  if (bytes.length === 4) return [...bytes].join(".");
  if (bytes.subarray(0, 12).equals(mappedPrefix)) return [...bytes.subarray(12)].join(".");
  const groups = Array.from({ length: 8 }, (_, index) =>
    bytes.readUInt16BE(index * 2).toString(16),
  );
  return compress(groups);
}

const mappedPrefix = Buffer.from("00000000000000000000ffff", "hex");

/** The longest run of two or more zero groups becomes `::`, the first of equals (RFC 5952, section 4.2). */
function compress(groups: readonly string[]): string {
  const runs = groups
    .map((_, start) => groups.slice(start).findIndex((group) => group !== "0"))
    .map((length, start) => (length < 0 ? groups.length - start : length));
  const longest = Math.max(...runs);
  if (longest < 2) return groups.join(":");
  const start = runs.indexOf(longest);
  return `${groups.slice(0, start).join(":")}::${groups.slice(start + longest).join(":")}`;
}
