import type { CapturedPacket } from "./pcap.ts";

/** One place where packets were seen. */
export type PcapngInterface = Readonly<{
  name: string;
  description: string;
  linkType: number;
  packets: Iterable<CapturedPacket>;
}>;

/**
 * A capture file of several interfaces (draft-ietf-opsawg-pcapng), its packets in the order of
 * time. The comments are shown in Wireshark's properties of the file and of each interface.
 */
export function pcapng(comment: string, interfaces: readonly PcapngInterface[]): Buffer {
  const packets = interfaces.flatMap(({ packets: seen }, index) =>
    [...seen].map((packet) => ({ index, packet })),
  );
  return Buffer.concat([
    sectionHeader(comment),
    ...interfaces.map(interfaceDescription),
    ...packets
      .toSorted((one, other) => one.packet.at - other.packet.at)
      .map(({ index, packet }) => enhancedPacket(index, packet)),
  ]);
}

function sectionHeader(comment: string): Buffer {
  const body = Buffer.alloc(16);
  body.writeUInt32LE(0x1a_2b_3c_4d, 0);
  // Version 1.0, and a length of the section that is not said.
  body.writeUInt16LE(1, 4);
  body.writeBigInt64LE(-1n, 8);
  return block(0x0a_0d_0d_0a, body, options([commentOption, comment], [4, "sockgrade"]));
}

function interfaceDescription({ name, description, linkType }: PcapngInterface): Buffer {
  const body = Buffer.alloc(8);
  body.writeUInt16LE(linkType, 0);
  return block(1, body, options([2, name], [3, description], [commentOption, description]));
}

function enhancedPacket(index: number, { at, length, bytes }: CapturedPacket): Buffer {
  const body = Buffer.alloc(20);
  body.writeUInt32LE(index, 0);
  // Microseconds, as nothing else is said; the upper half first.
  body.writeUInt32LE(Math.floor(at / 2 ** 32), 4);
  body.writeUInt32LE(at % 2 ** 32, 8);
  body.writeUInt32LE(bytes.length, 12);
  body.writeUInt32LE(length, 16);
  return block(6, body, padded(bytes));
}

const commentOption = 1;

function options(...entries: readonly (readonly [number, string])[]): Buffer {
  const end = Buffer.alloc(4);
  return Buffer.concat([...entries.map(([code, text]) => option(code, text)), end]);
}

function option(code: number, text: string): Buffer {
  const value = Buffer.from(text);
  const head = Buffer.alloc(4);
  head.writeUInt16LE(code, 0);
  head.writeUInt16LE(value.length, 2);
  return Buffer.concat([head, padded(value)]);
}

/** Every block says its length at both ends, so that a file can be read backwards. */
function block(type: number, ...parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 12);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(type, 0);
  head.writeUInt32LE(length, 4);
  return Buffer.concat([head, ...parts, head.subarray(4)]);
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}
