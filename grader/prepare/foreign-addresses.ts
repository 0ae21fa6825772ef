import type { ProgramLanguage } from "../model/submission.ts";
import { stripComments } from "../submission/strip-comments.ts";

/**
 * IPv4 addresses in a source file that belong to some other machine: strings that are nothing but
 * an address, or one with a port. Loopback, `0.0.0.0`, broadcast and multicast groups (RFC 5771) belong to none.
 */
export function findForeignAddresses(source: string, language: ProgramLanguage): readonly string[] {
  const text = stripComments(source, language);
  const found = [...text.matchAll(quoted)].map((match) => match[1] ?? "");
  return [...new Set(found)].filter(isForeign);
}

const quoted = /["'`](?:(?:tcp|udp):\/\/)?(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})(?::\d{0,5})?["'`]/g;

function isForeign(address: string): boolean {
  const octets = address.split(".").map(Number);
  if (octets.some((octet) => octet > 255)) return false;
  const [first = 0] = octets;
  const special = first === 127 || first === 0 || (first >= 224 && first <= 239);
  return !special && address !== "255.255.255.255";
}
