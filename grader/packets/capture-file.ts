import type { CaptureDamage } from "../model/capture-file.ts";
import { isPcap, PcapReader, type CapturedPacket } from "./pcap.ts";
import { isPcapng, readPcapng } from "./pcapng-reader.ts";

/** A packet of a capture file. */
export type FilePacket = CapturedPacket &
  Readonly<{
    /** As Wireshark counts it: from 1, all packets of the file. */
    number: number;
    linkType: number;
  }>;

/** What kind of file it is, and where it stops making sense, if it does. */
export type CaptureReading = Readonly<{
  /** Neither: it is no capture file. */
  format: "pcap" | "pcapng" | undefined;
  packets: number;
  damage?: CaptureDamage | undefined;
}>;

/**
 * Reads a capture file of either format that may hold anything, and hands over one packet after
 * another: also those in front of the place where it stops making sense. Never throws.
 * @param onPacket returns whether more of them are wanted.
 */
export function readCaptureFile(
  file: Buffer,
  onPacket: (packet: FilePacket) => boolean,
): CaptureReading {
  let packets = 0;
  const take = ({ at, length, bytes, linkType }: Omit<FilePacket, "number">) => {
    packets += 1;
    return onPacket({ at, length, bytes, linkType, number: packets });
  };
  const format = isPcapng(file) ? "pcapng" : isPcap(file) ? "pcap" : undefined;
  if (format === undefined) return { format, packets };
  const damage = format === "pcapng" ? readPcapng(file, take) : readPcap(file, take);
  return { format, packets, damage };
}

function readPcap(file: Buffer, take: (packet: Omit<FilePacket, "number">) => boolean) {
  const reader = new PcapReader();
  for (let begin = 0; begin < file.length && !reader.isBroken; begin += pieceBytes) {
    for (const { at, length, bytes } of reader.push(file.subarray(begin, begin + pieceBytes))) {
      const linkType = reader.linkType as number;
      if (!take({ at, length, bytes, linkType })) return undefined;
    }
  }
  return reader.damage;
}

/** Few packets at a time, and seldom one that has to be put together. */
const pieceBytes = 1 << 20;
