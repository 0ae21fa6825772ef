import { randomBytes } from "node:crypto";
import type { PacketStore } from "./packet-store.ts";
import { type CapturedPacket, PcapReader } from "./pcap.ts";

/** Where the packets of one network come from. */
export type PacketSource = Readonly<{
  /** Has every byte of a capture file that grows (pcap-savefile(5)) told. */
  onBytes: (listen: (bytes: Buffer) => void) => void;
  /** Sends a datagram inside that network, to nobody. */
  sendDatagram: (content: Buffer) => void;
  /** How many packets the kernel has dropped so far; undefined when that can not be told. */
  lost: () => Promise<number | undefined>;
  ended: Promise<unknown>;
}>;

/**
 * Cuts the packets of one network where somebody says so, exactly: a datagram with random content
 * is sent through the network, and the cut is where it shows among the packets. Whatever was sent
 * before it came before it. The datagrams themselves are part of nothing.
 */
export class PacketCutter {
  readonly #source: PacketSource;
  readonly #reader = new PcapReader();
  /** Nobody who does not read this very capture can know it. */
  readonly #secret = randomBytes(16);
  #lost = 0;
  #cuts = 0;
  #store: PacketStore | undefined;
  #next: PacketStore | undefined;
  #onCut: (() => void) | undefined;
  #hasEnded = false;

  constructor(source: PacketSource) {
    this.#source = source;
    source.onBytes((bytes) => {
      for (const packet of this.#reader.push(bytes)) this.#take(packet);
    });
    void source.ended.then(() => (this.#hasEnded = true));
  }

  get linkType(): number {
    return this.#reader.linkType ?? 0;
  }

  /** How many packets the kernel has dropped since this was asked last. */
  async lost(): Promise<number> {
    const before = this.#lost;
    this.#lost = (await this.#source.lost()) ?? before;
    return this.#lost - before;
  }

  /**
   * Puts every packet from now on into `store`, or nowhere. A flood may crowd the datagram out, so
   * it is sent again and again, for at most two seconds.
   * @returns false when it was not seen: the cut is where the capture has come to by then.
   */
  async cut(store: PacketStore | undefined): Promise<boolean> {
    this.#cuts += 1;
    this.#next = store;
    const seen = new Promise<true>((resolve) => (this.#onCut = () => resolve(true)));
    const content = Buffer.alloc(20, this.#secret);
    content.writeUInt32BE(this.#cuts, 16);
    for (let attempt = 0; attempt < mostAttempts && !this.#isDead(); attempt += 1) {
      this.#source.sendDatagram(content);
      if (await within(attemptMs, seen)) return true;
    }
    this.#onCut = undefined;
    this.#store = store;
    return false;
  }

  /** Waits until every packet that was sent before has been seen. @returns as {@link cut}. */
  async catchUp(): Promise<boolean> {
    return await this.cut(this.#store);
  }

  #isDead(): boolean {
    return this.#hasEnded || this.#reader.isBroken;
  }

  #take(packet: CapturedPacket): void {
    const cut = this.#cutIn(packet.bytes);
    if (cut === undefined) this.#store?.add(packet);
    // One that was sent again may come long after the cut was made.
    else if (cut === this.#cuts && this.#onCut !== undefined) {
      this.#store = this.#next;
      this.#onCut();
      this.#onCut = undefined;
    }
  }

  /** The number in a datagram of ours; undefined for all other packets. */
  #cutIn(bytes: Buffer): number | undefined {
    if (bytes.length > mostCutBytes) return undefined;
    const at = bytes.indexOf(this.#secret);
    return at < 0 || at + 20 > bytes.length ? undefined : bytes.readUInt32BE(at + 16);
  }
}

const attemptMs = 20;
const mostAttempts = 100;
/** Longer than the datagram with every header. */
const mostCutBytes = 128;

/** Whether it comes true within so many milliseconds. */
async function within(ms: number, coming: Promise<true>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), ms)));
  try {
    return await Promise.race([coming, late]);
  } finally {
    clearTimeout(timer);
  }
}
