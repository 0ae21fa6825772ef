import type { ProgramLanguage } from "../model/submission.ts";
import { stripComments } from "../submission/strip-comments.ts";

/**
 * IPv4 addresses in a source file that belong to some other machine: strings that are nothing but
 * an address, with a port perhaps. Loopback, `0.0.0.0`, broadcast and multicast groups (RFC 5771) belong to none.
 */
export function findForeignAddresses(source: string, language: ProgramLanguage): readonly string[] {
  const text = stripComments(source, language);
  const found = [...text.matchAll(quoted), ...text.matchAll(inNumbers)].map((match) =>
    (match[1] ?? "").replaceAll(/\s*,\s*/g, "."),
  );
  return [...new Set(found)].filter(isForeign);
}

/** `"10.0.1.193"`, `"10.0.1.193:12345"`, `"tcp://10.0.1.193:12345"`. */
const quoted =
  /["'`](?:[a-z]{1,8}:\/\/)?(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?::[\d%${}\w]{0,20})?\/?["'`]/g;

/** `Ipv4Addr::new(10, 0, 1, 193)` in Rust, `net.IPv4(10, 0, 1, 193)` in Go. */
const inNumbers =
  /\b(?:Ipv4Addr::new|net\.IPv4)\s*\(\s*(\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3})\s*\)/g;

function isForeign(address: string): boolean {
  const octets = address.split(".").map(Number);
  if (octets.some((octet) => octet > 255)) return false;
  const [first = 0] = octets;
  const special = first === 127 || first === 0 || (first >= 224 && first <= 239);
  return !special && address !== "255.255.255.255";
}
