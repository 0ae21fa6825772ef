import type { CaptureDamage } from "../model/capture-file.ts";
import { type CapturedPacket, mostPacketBytes } from "./pcap.ts";

/** A packet of a file in which every interface may have a link layer of its own. */
type InterfacePacket = CapturedPacket & Readonly<{ linkType: number }>;

type OnPacket = (packet: InterfacePacket) => boolean;

/** Whether a file of this format begins like this. */
export function isPcapng(bytes: Buffer): boolean {
  return bytes.length >= 4 && bytes.readUInt32BE(0) === sectionHeader;
}

/**
 * Reads a whole capture file of the newer format (draft-ietf-opsawg-pcapng) and hands over one packet
 * after another, until it returns false. Never throws, and believes no length; time is linear in the
 * size of the file.
 * @returns where it stops making sense, if it does.
 */
export function readPcapng(file: Buffer, onPacket: OnPacket): CaptureDamage | undefined {
  let section: Section | undefined;
  for (let at = 0; at < file.length;) {
    const left = file.length - at;
    if (left < 12) return { kind: "cut", at, wanted: 12, left };
    // The same in both byte orders, so that the order can be told from what follows it.
    if (file.readUInt32BE(at) === sectionHeader) {
      const opened = openSection(file, at);
      if ("kind" in opened) return opened;
      section = opened;
    }
    if (section === undefined) return { kind: "no-header", at };
    const length = section.read32(file, at + 4);
    if (length < 12 || length % 4 !== 0) return { kind: "block-length", at: at + 4, value: length };
    if (length > left) return { kind: "cut", at, wanted: length, left };
    const again = section.read32(file, at + length - 4);
    if (again !== length) return { kind: "block-length", at: at + length - 4, value: again };
    const type = section.read32(file, at);
    const read = blocks[type];
    const damage = read?.(section, file.subarray(at + 8, at + length - 4), onPacket);
    if (damage === "enough") return undefined;
    if (damage !== undefined) return { ...damage, at: at + 8 + damage.at };
    at += length;
  }
  return undefined;
}

const sectionHeader = 0x0a_0d_0d_0a;

type Interface = Readonly<{
  linkType: number;
  snapLength: number;
  /** Of its clock, in a microsecond. */
  ticks: number;
}>;

type Section = Readonly<{
  read16: (bytes: Buffer, at: number) => number;
  read32: (bytes: Buffer, at: number) => number;
  interfaces: Interface[];
}>;

function openSection(file: Buffer, at: number): Section | CaptureDamage {
  const left = file.length - at;
  if (left < 28) return { kind: "cut", at, wanted: 28, left };
  const isLittle = file.readUInt32LE(at + 8) === byteOrderMagic;
  if (!isLittle && file.readUInt32BE(at + 8) !== byteOrderMagic) {
    return { kind: "no-header", at: at + 8 };
  }
  const section: Section = {
    interfaces: [],
    read16: isLittle
      ? (bytes, from) => bytes.readUInt16LE(from)
      : (b, from) => b.readUInt16BE(from),
    read32: isLittle
      ? (bytes, from) => bytes.readUInt32LE(from)
      : (b, from) => b.readUInt32BE(from),
  };
  const length = section.read32(file, at + 4);
  if (length < 28) return { kind: "block-length", at: at + 4, value: length };
  const version = section.read16(file, at + 12);
  return version === 1 ? section : { kind: "version", at: at + 12, value: version };
}

const byteOrderMagic = 0x1a_2b_3c_4d;

/** Reads the body of a block; offsets of damage count from its beginning. */
type ReadBlock = (
  section: Section,
  body: Buffer,
  onPacket: OnPacket,
) => CaptureDamage | "enough" | undefined;

/** All others (names, statistics, secrets) are passed over. */
const blocks: Readonly<Record<number, ReadBlock>> = {
  1: readInterface,
  2: (section, body, onPacket) => readPacket(section, body, onPacket, "read16"),
  3: readSimplePacket,
  6: (section, body, onPacket) => readPacket(section, body, onPacket, "read32"),
  // A journal's entry and what anybody likes: Wireshark counts them among the packets.
  9: readForeign,
  0x0b_ad: readForeign,
  0x40_00_0b_ad: readForeign,
};

/** In the place of a link layer (LINKTYPE_…), for what is no packet but has a number. */
export const noLink = -1;

function readForeign(_section: Section, _body: Buffer, onPacket: OnPacket) {
  const isWanted = onPacket({ at: 0, length: 0, bytes: Buffer.alloc(0), linkType: noLink });
  return isWanted ? undefined : "enough";
}

function readInterface({ read16, read32, interfaces }: Section, body: Buffer) {
  if (body.length < 8) return { kind: "block-length", at: 0, value: body.length } as const;
  if (interfaces.length >= mostInterfaces) {
    return { kind: "interfaces", at: 0, value: mostInterfaces } as const;
  }
  interfaces.push({
    linkType: read16(body, 0),
    snapLength: read32(body, 4),
    ticks: ticksOf(body.subarray(8), read16),
  });
  return undefined;
}

const mostInterfaces = 1000;

/** How many ticks of an interface's clock make a microsecond (the option if_tsresol). */
function ticksOf(options: Buffer, read16: Section["read16"]): number {
  for (let at = 0; at + 4 <= options.length;) {
    const code = read16(options, at);
    const length = read16(options, at + 2);
    if (code === 9 && length === 1 && at + 4 < options.length) {
      const resolution = options.readUInt8(at + 4);
      const perSecond = resolution < 128 ? 10 ** resolution : 2 ** (resolution - 128);
      return perSecond / 1_000_000;
    }
    at += 4 + length + padding(length);
  }
  return 1;
}

/** An Enhanced Packet Block, or the obsolete Packet Block, whose interface is a number of 16 bits. */
function readPacket(
  { interfaces, read32, ...section }: Section,
  body: Buffer,
  onPacket: OnPacket,
  readInterfaceId: "read16" | "read32",
) {
  if (body.length < 20) return { kind: "block-length", at: 0, value: body.length } as const;
  const id = readInterfaceId === "read16" ? section.read16(body, 0) : read32(body, 0);
  const from = interfaces[id];
  if (from === undefined) return { kind: "interface", at: 0, value: id } as const;
  const kept = read32(body, 12);
  if (kept > mostPacketBytes || kept > body.length - 20) {
    return { kind: "packet-length", at: 12, value: kept } as const;
  }
  const isEnough = !onPacket({
    at: Math.floor((read32(body, 4) * 2 ** 32 + read32(body, 8)) / from.ticks),
    length: read32(body, 16),
    bytes: body.subarray(20, 20 + kept),
    linkType: from.linkType,
  });
  return isEnough ? "enough" : undefined;
}

/** A packet of the first interface, without a time. */
function readSimplePacket({ interfaces, read32 }: Section, body: Buffer, onPacket: OnPacket) {
  const [from] = interfaces;
  if (body.length < 4) return { kind: "block-length", at: 0, value: body.length } as const;
  if (from === undefined) return { kind: "interface", at: 0, value: 0 } as const;
  const length = read32(body, 0);
  const kept = from.snapLength === 0 ? length : Math.min(length, from.snapLength);
  if (kept > mostPacketBytes || kept > body.length - 4) {
    return { kind: "packet-length", at: 0, value: kept } as const;
  }
  const bytes = body.subarray(4, 4 + kept);
  return onPacket({ at: 0, length, bytes, linkType: from.linkType }) ? undefined : "enough";
}

/** Everything in a block is filled up to a multiple of four bytes. */
function padding(length: number): number {
  return (4 - (length % 4)) % 4;
}
