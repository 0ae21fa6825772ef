import fc from "fast-check";
import { expect, it } from "vitest";
import { PacketStore } from "./packet-store.ts";

it("gives back what it was given", () => {
  const packet = fc.record({
    at: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
    length: fc.nat(),
    bytes: fc
      .tuple(fc.nat({ max: 70_000 }), fc.nat({ max: 255 }))
      .map(([size, value]) => Buffer.alloc(size, value)),
  });
  fc.assert(
    fc.property(fc.array(packet, { maxLength: 20 }), (packets) => {
      const store = new PacketStore(1 << 24);
      for (const one of packets) store.add(one);
      const differ = [...store].filter(({ at, length, bytes }, index) => {
        const given = packets[index];
        return at !== given?.at || length !== given.length || !bytes.equals(given.bytes);
      });
      expect([differ, [...store].length]).toEqual([[], packets.length]);
      expect([store.packets, store.isTruncated]).toEqual([packets.length, false]);
    }),
    { numRuns: 30 },
  );
});

it("keeps so many bytes and no more, and counts the rest", () => {
  const store = new PacketStore(1000);
  const packet = (size: number) => ({ at: 1, length: size, bytes: Buffer.alloc(size) });
  for (const size of [400, 400, 400, 1]) store.add(packet(size));
  expect([...store].map(({ bytes }) => bytes.length)).toEqual([400, 400]);
  expect([store.packets, store.bytes, store.isTruncated]).toEqual([4, 1201, true]);
});
