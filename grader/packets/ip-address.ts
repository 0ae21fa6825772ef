/** Four bytes as they are written: `127.0.0.1`. */
export function ipv4Address(bytes: Buffer): string {
  return `${bytes[0]}.${bytes[1]}.${bytes[2]}.${bytes[3]}`;
}

/** Sixteen bytes as they are written: `::1`, `fe80::1` (RFC 5952). */
export function ipv6Address(bytes: Buffer): string {
  const groups = Array.from({ length: 8 }, (_, index) =>
    bytes.readUInt16BE(index * 2).toString(16),
  ).join(":");
  // The longest run of zeros, the first of equals, is left out; a single one is not.
  const runs = [...groups.matchAll(/(?<![^:])0(?::0)+(?![^:])/gu)];
  const longest = runs.reduce<(typeof runs)[number] | undefined>(
    (best, run) => (run[0].length > (best?.[0].length ?? 0) ? run : best),
    undefined,
  );
  if (longest === undefined) return groups;
  const before = groups.slice(0, longest.index).replace(/:$/u, "");
  const after = groups.slice(longest.index + longest[0].length).replace(/^:/u, "");
  return `${before}::${after}`;
}
