import type { ForeignFile } from "../model/capture-file.ts";

/** What a file is that is no capture file (pcap or pcapng), by how it begins. */
export function foreignFileOf(file: Buffer): ForeignFile {
  if (file.length === 0) return "empty";
  const head = file.subarray(0, 8).toString("latin1");
  const known = signatures.find(([start]) => head.startsWith(start));
  if (known !== undefined) return known[1];
  const text = file.subarray(0, textBytes).toString("utf8");
  if (!isText(text)) return "unknown";
  return texts.find(([shape]) => shape.test(text))?.[1] ?? "text";
}

const signatures: readonly (readonly [string, ForeignFile])[] = [
  ["\x1f\x8b", "gzip"],
  ["\xfd7zXZ", "compressed"],
  ["BZh", "compressed"],
  ["\x28\xb5\x2f\xfd", "compressed"],
  ["\x04\x22\x4d\x18", "compressed"],
  ["7z\xbc\xaf\x27\x1c", "compressed"],
  ["Rar!", "compressed"],
  ["PK\x03\x04", "zip"],
  ["\x89PNG", "image"],
  ["\xff\xd8\xff", "image"],
  ["GIF8", "image"],
  ["%PDF", "pdf"],
  // The capture files of Solaris (RFC 1761) and of Microsoft's Network Monitor.
  ["snoop\0\0\0", "snoop"],
  ["GMBU", "netmon"],
  ["RTSS", "netmon"],
];

/** Enough to tell one kind of text from another. */
const textBytes = 4096;

/** The end may have cut a character in two. */
function isText(text: string): boolean {
  return !/[^\P{Cc}\t\n\f\r]|\ufffd(?!$)/u.test(text);
}

const texts: readonly (readonly [RegExp, ForeignFile])[] = [
  [/^\s*<(?:!doctype|html|head|body|pdml|\?xml)/iu, "html"],
  [/^\s*[[{]/u, "json"],
  [/^\s*(?:\d\d:\d\d:\d\d\.\d+|\d+\.\d+) (?:\S+ +(?:In|Out) +)?(?:IP6?|ARP) /mu, "tcpdump-text"],
  [/^\s*\d+ +\d+\.\d+ +\S+ +(?:→|->) +\S+ +TCP/mu, "tcpdump-text"],
  [/^\s*(?:0x)?0{4,8}:? +(?:[\da-f]{2} ?){4}/imu, "hex-text"],
  [/^[\w-]+: \S/mu, "yaml"],
];
