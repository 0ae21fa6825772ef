import { open } from "node:fs/promises";

/** What an archive is by its first bytes, whatever it is called. */
export type ArchiveKind = "zip" | "tar" | "gzip" | Unsupported;

/** Archives that are recognised in order to be refused, as a person calls them. */
type Unsupported = Readonly<{ unsupported: string }>;

/** Looks at a file's first bytes. @returns undefined for what is no archive. @throws what open(2) throws. */
export async function archiveKind(path: string): Promise<ArchiveKind | undefined> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
    return kindOf(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

function kindOf(start: Buffer): ArchiveKind | undefined {
  const found = signatures.find(([bytes]) => start.subarray(0, bytes.length).equals(bytes));
  if (found !== undefined) return found[1];
  return isTarHeader(start) ? "tar" : undefined;
}

const signatures: readonly (readonly [Buffer, ArchiveKind])[] = [
  // A member, and an archive without any (APPNOTE.TXT 4.3.7, 4.3.16).
  [Buffer.from("PK\x03\x04", "latin1"), "zip"],
  [Buffer.from("PK\x05\x06", "latin1"), "zip"],
  // RFC 1952, section 2.3.1.
  [Buffer.from([0x1f, 0x8b]), "gzip"],
  [Buffer.from("Rar!\x1a\x07", "latin1"), { unsupported: "a RAR archive" }],
  [Buffer.from("7z\xbc\xaf\x27\x1c", "latin1"), { unsupported: "a 7z archive" }],
  [Buffer.from("BZh", "latin1"), { unsupported: "a bzip2 archive" }],
  [Buffer.from("\xfd7zXZ\0", "latin1"), { unsupported: "an xz archive" }],
  [Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), { unsupported: "a zstd archive" }],
  [Buffer.from("PK00PK\x03\x04", "latin1"), { unsupported: "one part of a split zip" }],
  [Buffer.from("PK\x07\x08", "latin1"), { unsupported: "one part of a split zip" }],
];

/** Whether it begins with a tar header, by the checksum of the header, which also tars from before 1988 have (tar(5)). */
export function isTarHeader(block: Buffer): boolean {
  if (block.length < 512) return false;
  const stated = Number.parseInt(block.toString("latin1", 148, 156).replaceAll("\0", " "), 8);
  let sum = 8 * 0x20;
  for (const [at, byte] of block.subarray(0, 512).entries()) if (at < 148 || at >= 156) sum += byte;
  return stated === sum;
}

/** Whether a file is called like an archive, readable or not. */
export function isArchiveName(name: string): boolean {
  return archiveEnding.test(name);
}

/** `trabalho.tar.gz` is `trabalho`; the name itself when it is no archive's. */
export function archiveStem(name: string): string {
  return name.replace(archiveEnding, "");
}

// A lone `.gz` is a packed file, not an archive: `capture.pcap.gz` is handed in as it is.
const archiveEnding = /\.(?:zip|tar|tgz|tbz2?|txz|rar|7z|tar\.(?:gz|bz2|xz|zst))$/iu;
