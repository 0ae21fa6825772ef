import type { CaptureDamage } from "../model/capture-file.ts";

/** A packet as a capture file holds it. */
export type CapturedPacket = Readonly<{
  /** Microseconds since the epoch. */
  at: number;
  /** Bytes that were on the wire; more than `bytes` holds when the capture cut it short. */
  length: number;
  bytes: Buffer;
}>;

/**
 * Reads a classic capture file as it grows, in whatever pieces it comes (pcap-savefile(5)). Never
 * throws: what is no capture file, or holds a length that can not be, ends the reading.
 */
export class PcapReader {
  #rest = Buffer.alloc(0);
  /** Where `#rest` begins in the file. */
  #offset = 0;
  #format: Format | undefined;
  #damage: CaptureDamage | undefined;

  /** How the packets begin (LINKTYPE_…, pcap-linktype(7)); undefined until the file's header is read. */
  get linkType(): number | undefined {
    return this.#format?.linkType;
  }

  /** It is no capture file, or was damaged on the way: nothing more will come of it. */
  get isBroken(): boolean {
    return this.#damage !== undefined;
  }

  /** What is wrong with the file, if that was all of it. */
  get damage(): CaptureDamage | undefined {
    if (this.#damage !== undefined || this.#rest.length === 0) return this.#damage;
    const wanted = this.#wanted();
    return { kind: "cut", at: this.#offset, wanted, left: this.#rest.length };
  }

  /** @returns the packets that these bytes complete. */
  push(bytes: Buffer): readonly CapturedPacket[] {
    if (this.isBroken) return [];
    this.#rest = this.#rest.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.#rest, bytes]);
    if (this.#format === undefined && !this.#readHeader()) return [];
    return this.#readPackets(this.#format as unknown as Format);
  }

  #readHeader(): boolean {
    if (this.#rest.length < headerBytes) return false;
    const format = formatOf(this.#rest);
    this.#format = format;
    if (format === undefined) this.#damage = { kind: "no-header", at: 0 };
    this.#skip(headerBytes);
    return format !== undefined;
  }

  #readPackets(format: Format): readonly CapturedPacket[] {
    const packets: CapturedPacket[] = [];
    const { recordBytes } = format;
    let at = 0;
    while (this.#rest.length - at >= recordBytes) {
      const kept = format.read32(this.#rest, at + 8);
      if (kept > mostPacketBytes) {
        this.#damage = { kind: "packet-length", at: this.#offset + at + 8, value: kept };
        break;
      }
      const end = at + recordBytes + kept;
      if (this.#rest.length < end) break;
      packets.push(packetAt(this.#rest.subarray(at, end), format));
      at = end;
    }
    this.#skip(at);
    return packets;
  }

  #skip(bytes: number): void {
    this.#rest = this.#rest.subarray(bytes);
    this.#offset += bytes;
  }

  /** How many bytes what has begun ought to have. */
  #wanted(): number {
    if (this.#format === undefined) return headerBytes;
    const { recordBytes, read32 } = this.#format;
    return this.#rest.length < recordBytes ? recordBytes : recordBytes + read32(this.#rest, 8);
  }
}

type Format = Readonly<{
  linkType: number;
  /** Ticks of the clock in a microsecond. */
  ticks: number;
  /** Bytes in front of each packet. */
  recordBytes: number;
  read32: (bytes: Buffer, at: number) => number;
}>;

const headerBytes = 24;
/** What libpcap takes for the most that a packet can have (MAXIMUM_SNAPLEN). */
export const mostPacketBytes = 262_144;

/** Whether a classic capture file begins like this. */
export function isPcap(bytes: Buffer): boolean {
  return bytes.length >= 4 && kindOf(bytes) !== undefined;
}

/** The first number tells the byte order, and what is in front of each packet. */
function formatOf(header: Buffer): Format | undefined {
  const found = kindOf(header);
  if (found === undefined) return undefined;
  const read32 = found.isLittle ? read32LittleEndian : read32BigEndian;
  // The upper bits say whether packets end with a frame check sequence.
  return { ...found.kind, linkType: read32(header, 20) & 0xff_ff, read32 };
}

function kindOf(bytes: Buffer) {
  const little = kinds.get(bytes.readUInt32LE(0));
  const kind = little ?? kinds.get(bytes.readUInt32BE(0));
  return kind && { kind, isLittle: little !== undefined };
}

/** With micro- or nanoseconds; the third was written by a patched libpcap of the last century. */
const kinds = new Map([
  [0xa1_b2_c3_d4, { ticks: 1, recordBytes: 16 }],
  [0xa1_b2_3c_4d, { ticks: 1000, recordBytes: 16 }],
  [0xa1_b2_cd_34, { ticks: 1, recordBytes: 24 }],
]);

function read32LittleEndian(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at);
}

function read32BigEndian(bytes: Buffer, at: number): number {
  return bytes.readUInt32BE(at);
}

function packetAt(record: Buffer, { ticks, recordBytes, read32 }: Format): CapturedPacket {
  const fraction = Math.floor(read32(record, 4) / ticks);
  return {
    at: read32(record, 0) * 1_000_000 + fraction,
    length: read32(record, 12),
    bytes: record.subarray(recordBytes),
  };
}
