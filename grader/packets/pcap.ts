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
  #format: Format | undefined;
  #isBroken = false;

  /** How the packets begin (LINKTYPE_…, pcap-linktype(7)); undefined until the file's header is read. */
  get linkType(): number | undefined {
    return this.#format?.linkType;
  }

  /** It is no capture file, or was damaged on the way: nothing more will come of it. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  /** @returns the packets that these bytes complete. */
  push(bytes: Buffer): readonly CapturedPacket[] {
    if (this.#isBroken) return [];
    this.#rest = this.#rest.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.#rest, bytes]);
    if (this.#format === undefined && !this.#readHeader()) return [];
    return this.#readPackets(this.#format as unknown as Format);
  }

  #readHeader(): boolean {
    if (this.#rest.length < headerBytes) return false;
    const format = formatOf(this.#rest);
    this.#format = format;
    this.#isBroken = format === undefined;
    this.#rest = this.#rest.subarray(headerBytes);
    return format !== undefined;
  }

  #readPackets(format: Format): readonly CapturedPacket[] {
    const packets: CapturedPacket[] = [];
    let at = 0;
    while (this.#rest.length - at >= recordBytes) {
      const kept = format.read32(this.#rest, at + 8);
      this.#isBroken = kept > mostPacketBytes;
      const end = at + recordBytes + kept;
      if (this.#isBroken || this.#rest.length < end) break;
      packets.push(packetAt(this.#rest.subarray(at, end), format));
      at = end;
    }
    this.#rest = this.#rest.subarray(at);
    return packets;
  }
}

type Format = Readonly<{
  linkType: number;
  /** Ticks of the clock in a microsecond. */
  ticks: number;
  read32: (bytes: Buffer, at: number) => number;
}>;

const headerBytes = 24;
const recordBytes = 16;
/** What libpcap takes for the most that a packet can have (MAXIMUM_SNAPLEN). */
const mostPacketBytes = 262_144;

/** The first number tells the byte order, and whether the clock counts micro- or nanoseconds. */
function formatOf(header: Buffer): Format | undefined {
  const little = header.readUInt32LE(0);
  const isLittle = little === inMicroseconds || little === inNanoseconds;
  const magic = isLittle ? little : header.readUInt32BE(0);
  if (magic !== inMicroseconds && magic !== inNanoseconds) return undefined;
  const read32 = isLittle ? read32LittleEndian : read32BigEndian;
  // The upper bits say whether packets end with a frame check sequence.
  const linkType = read32(header, 20) & 0xff_ff;
  return { linkType, ticks: magic === inNanoseconds ? 1000 : 1, read32 };
}

const inMicroseconds = 0xa1_b2_c3_d4;
const inNanoseconds = 0xa1_b2_3c_4d;

function read32LittleEndian(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at);
}

function read32BigEndian(bytes: Buffer, at: number): number {
  return bytes.readUInt32BE(at);
}

function packetAt(record: Buffer, { ticks, read32 }: Format): CapturedPacket {
  const fraction = Math.floor(read32(record, 4) / ticks);
  return {
    at: read32(record, 0) * 1_000_000 + fraction,
    length: read32(record, 12),
    bytes: record.subarray(recordBytes),
  };
}
