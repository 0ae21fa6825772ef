import type { CapturedPacket } from "./pcap.ts";

/**
 * Keeps the packets of one check, up to so many bytes; what comes later is counted only. Packets
 * are copied into few large blocks: kept as they come, each would hold on to all the bytes that
 * were read together with it.
 */
export class PacketStore {
  readonly #mostBytes: number;
  readonly #blocks: { readonly bytes: Buffer; used: number }[] = [];
  #keptBytes = 0;
  #packets = 0;
  #bytes = 0;
  #isTruncated = false;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** How many packets there were, kept or not. */
  get packets(): number {
    return this.#packets;
  }

  /** How long they were on the wire. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Some were not kept. */
  get isTruncated(): boolean {
    return this.#isTruncated;
  }

  add({ at, length, bytes }: CapturedPacket): void {
    this.#packets += 1;
    this.#bytes += length;
    const needed = headBytes + bytes.length;
    // Once one is left out all later ones are: a record with holes could not be told from a loss.
    this.#isTruncated ||= this.#keptBytes + needed > this.#mostBytes;
    if (this.#isTruncated) return;
    this.#keptBytes += needed;
    const block = this.#blockWith(needed);
    block.bytes.writeDoubleLE(at, block.used);
    block.bytes.writeUInt32LE(length, block.used + 8);
    block.bytes.writeUInt32LE(bytes.length, block.used + 12);
    bytes.copy(block.bytes, block.used + headBytes);
    block.used += needed;
  }

  /** Those that were kept, in the order they came. */
  *[Symbol.iterator](): Generator<CapturedPacket> {
    for (const { bytes, used } of this.#blocks) {
      for (let at = 0; at < used;) {
        const end = at + headBytes + bytes.readUInt32LE(at + 12);
        yield {
          at: bytes.readDoubleLE(at),
          length: bytes.readUInt32LE(at + 8),
          bytes: bytes.subarray(at + headBytes, end),
        };
        at = end;
      }
    }
  }

  #blockWith(needed: number) {
    const last = this.#blocks.at(-1);
    if (last !== undefined && last.bytes.length - last.used >= needed) return last;
    const block = { bytes: Buffer.allocUnsafe(Math.max(needed, blockBytes)), used: 0 };
    this.#blocks.push(block);
    return block;
  }
}

const headBytes = 16;
const blockBytes = 64 << 10;
