import { readCaptureFile, type CaptureReading, type FilePacket } from "./capture-file.ts";
import { type Dialogue, DialogueBuilder } from "./dialogue.ts";
import { isKnownLink } from "./link-layer.ts";
import { noLink } from "./pcapng-reader.ts";
import { decodePacket, type TcpSegment } from "./packet.ts";

/** Everything that a capture file holds, as far as a person wants to know it. */
export type CaptureContents = CaptureReading &
  Readonly<{
    /** TCP connections in the order in which they begin. */
    dialogues: readonly Dialogue[];
    /** Packets of anything else by name, the most frequent first: `udp`, `icmp`, `not ip`. */
    others: readonly Readonly<{ name: string; packets: number }>[];
    /** Link layers that can not be read (LINKTYPE_…). */
    unknownLinks: readonly number[];
    /** There is more in it than is looked at: reading has stopped. */
    isTooLong: boolean;
  }>;

/**
 * Reads a capture file that may hold anything. Never throws; takes time and memory in proportion to
 * the file, and looks at no more than half a million packets, two
 * hundred thousand of them TCP.
 * @param serverPorts as `DialogueBuilder.build` wants them.
 */
export function captureContents(file: Buffer, serverPorts: readonly number[]): CaptureContents {
  const dialogues = new Dialogues();
  const others = new Map<string, number>();
  const unknownLinks = new Set<number>();
  const reading = readCaptureFile(file, (packet) => {
    const { linkType, bytes, length, number } = packet;
    if (!isKnownLink(linkType) && linkType !== noLink) unknownLinks.add(linkType);
    const decoded = decodePacket(linkType, bytes, Math.min(length, mostOnWire));
    if (decoded?.protocol === "tcp") dialogues.add(decoded, packet);
    else {
      const name = decoded === undefined ? "not ip" : nameOf(decoded);
      others.set(name, (others.get(name) ?? 0) + 1);
    }
    return !dialogues.isFull && number < mostPackets;
  });
  return {
    ...reading,
    dialogues: dialogues.build(serverPorts),
    others: [...others]
      .map(([name, packets]) => ({ name, packets }))
      .toSorted((one, other) => other.packets - one.packets),
    unknownLinks: [...unknownLinks].slice(0, 10),
    isTooLong: dialogues.isFull || reading.packets >= mostPackets,
  };
}

const mostPackets = 500_000;

/** As long as a packet can be that segmentation offload has left whole, and not what a file makes up. */
const mostOnWire = 1 << 19;

function nameOf(packet: Readonly<{ protocol: string; name?: string }>): string {
  return packet.name ?? packet.protocol;
}

class Dialogues {
  readonly #all: DialogueBuilder[] = [];
  readonly #open = new Map<string, DialogueBuilder>();
  #segments = 0;

  get isFull(): boolean {
    return this.#segments >= mostSegments;
  }

  add(segment: TcpSegment, { number, length }: FilePacket): void {
    this.#segments += 1;
    const key = keyOf(segment);
    let dialogue = this.#open.get(key);
    if (dialogue === undefined || dialogue.isFollowedBy(segment)) {
      dialogue = new DialogueBuilder(segment);
      this.#open.set(key, dialogue);
      this.#all.push(dialogue);
    }
    dialogue.add(segment, number, length);
  }

  build(serverPorts: readonly number[]): readonly Dialogue[] {
    return this.#all.map((one) => one.build(serverPorts));
  }
}

const mostSegments = 200_000;

/** The same for both directions. */
function keyOf({ from, to }: TcpSegment): string {
  const one = `${from.address} ${from.port}`;
  const other = `${to.address} ${to.port}`;
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}
