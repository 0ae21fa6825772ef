import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CapturedPacket, PcapReader } from "./pcap.ts";
import { pcapFile, udpFrame } from "./testing.ts";

const frames = ["", "uva", "x".repeat(3000)].map((text) => udpFrame([1, 2], text));
const bytesOf = (packets: readonly CapturedPacket[]) => packets.map(({ bytes }) => bytes);

describe("PcapReader", () => {
  it.each([
    ["little-endian", {}],
    ["big-endian", { bigEndian: true }],
    ["in nanoseconds", { nanoseconds: true }],
    ["big-endian in nanoseconds", { bigEndian: true, nanoseconds: true }],
  ])("reads a file that is %s", (_, options) => {
    const reader = new PcapReader();
    expect(reader.linkType).toBeUndefined();
    const packets = reader.push(pcapFile(frames, options));
    expect(bytesOf(packets)).toEqual(frames);
    expect(packets.map(({ at }) => at - 1.7e15)).toEqual([0, 1000, 2000]);
    expect(packets.map(({ length }) => length)).toEqual(frames.map((frame) => frame.length));
    expect(reader.linkType).toBe(1);
  });

  it("reads the same, however the file is cut into pieces", () => {
    const file = pcapFile(frames);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: file.length })), (places) => {
        const reader = new PcapReader();
        const cuts = [0, ...places.toSorted((one, other) => one - other), file.length];
        const read = cuts.flatMap((cut, index) => [
          ...reader.push(file.subarray(cut, cuts[index + 1] ?? file.length)),
        ]);
        expect(bytesOf(read)).toEqual(frames);
      }),
    );
  });

  it("is not disturbed when the piece it was given is used again", () => {
    const file = pcapFile(frames);
    const reader = new PcapReader();
    const piece = Buffer.from(file.subarray(0, 100));
    const early = reader.push(piece);
    piece.fill(0);
    expect(bytesOf([...early, ...reader.push(file.subarray(100))])).toEqual(frames);
  });

  it("does not throw on garbage, nor keep more than a packet of it", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 400 })), fc.boolean(), (pieces, begun) => {
        const reader = new PcapReader();
        if (begun) reader.push(pcapFile([]));
        for (const piece of pieces) reader.push(Buffer.from(piece));
      }),
    );
  });

  it("stops where a length can not be", () => {
    const file = pcapFile(frames);
    file.writeUInt32LE(262_145, 24 + 8);
    const reader = new PcapReader();
    expect([reader.push(file), reader.isBroken]).toEqual([[], true]);
    expect(reader.push(pcapFile(frames))).toEqual([]);
  });
});
