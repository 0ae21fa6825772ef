import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodePacket } from "./packet.ts";
import { ipv4Frame, tcpFrame, udpFrame } from "./testing.ts";

const ethernet = 1;
const at = (address: string, port: number) => ({ address, port });

describe("decodePacket", () => {
  it("reads a TCP segment", () => {
    expect(decodePacket(ethernet, tcpFrame([40_000, 12_345], "SYN ACK", 7, "oi"))).toEqual({
      protocol: "tcp",
      from: at("127.0.0.1", 40_000),
      to: at("127.0.0.1", 12_345),
      sequence: 7,
      isSyn: true,
      isAck: true,
      isFin: false,
      isRst: false,
      payload: Buffer.from("oi"),
    });
    for (const [flag, name] of [
      ["FIN", "isFin"],
      ["RST", "isRst"],
    ]) {
      const segment = decodePacket(ethernet, tcpFrame([1, 2], flag as string, 0));
      expect(segment).toMatchObject({ isSyn: false, [name as string]: true });
    }
  });

  it("reads a datagram to a group", () => {
    const frame = udpFrame([5000, 5007], "uva", { from: "10.0.1.193", to: "224.1.1.1", ttl: 2 });
    expect(decodePacket(ethernet, frame)).toEqual({
      protocol: "udp",
      from: at("10.0.1.193", 5000),
      to: at("224.1.1.1", 5007),
      ttl: 2,
      isMulticast: true,
      length: 3,
      payload: Buffer.from("uva"),
    });
  });

  it("leaves padding behind a packet out", () => {
    const frame = Buffer.concat([udpFrame([1, 2], "uva"), Buffer.alloc(18)]);
    expect(decodePacket(ethernet, frame)).toMatchObject({ payload: Buffer.from("uva") });
    const segment = Buffer.concat([tcpFrame([1, 2], "ACK", 0, "uva"), Buffer.alloc(6)]);
    expect(decodePacket(ethernet, segment)).toMatchObject({ payload: Buffer.from("uva") });
  });

  it.each([
    ["igmp v3 report", 2, [0x22, 0]],
    ["igmp v2 report", 2, [0x16, 0]],
    ["igmp leave", 2, [0x17, 0]],
    ["igmp query", 2, [0x11, 0]],
    ["igmp", 2, []],
    ["icmp", 1, [3, 3]],
    ["protocol 89", 89, []],
    ["tcp", 6, [1, 2, 3]],
  ])("names %s", (name, protocol, bytes) => {
    const frame = ipv4Frame(protocol, Buffer.from(bytes), { to: "224.0.0.22" });
    expect(decodePacket(ethernet, frame)).toEqual({
      protocol: "other",
      name,
      from: "127.0.0.1",
      to: "224.0.0.22",
    });
  });

  it("names a fragment, whose ports are not what they seem", () => {
    const frame = udpFrame([1, 2], "uva");
    frame.writeUInt16BE(0x20_00, 14 + 6);
    expect(decodePacket(ethernet, frame)).toMatchObject({ name: "udp fragment" });
  });

  it("reads IPv6, whatever headers stand before the datagram", () => {
    const udp = udpFrame([5000, 5007], "uva").subarray(14 + 20);
    const options = Buffer.from([17, 0, 1, 4, 0, 0, 0, 0]);
    const ip = Buffer.alloc(40);
    ip.writeUInt8(0x60, 0);
    ip.writeUInt16BE(options.length + udp.length, 4);
    ip.writeUInt8(60, 6);
    ip.writeUInt8(9, 7);
    ip.writeUInt8(1, 23);
    ip.writeUInt8(0xff, 24);
    ip.writeUInt8(2, 25);
    ip.writeUInt8(1, 39);
    const link = Buffer.concat([Buffer.alloc(12), Buffer.from([0x86, 0xdd])]);
    const frame = Buffer.concat([link, ip, options, udp, Buffer.alloc(4)]);
    expect(decodePacket(ethernet, frame)).toMatchObject({
      protocol: "udp",
      from: at("::1", 5000),
      to: at("ff02::1", 5007),
      ttl: 9,
      isMulticast: true,
      payload: Buffer.from("uva"),
    });
  });

  it("does not throw, whatever is cut off, changed or made up", () => {
    const real = [tcpFrame([1, 2], "SYN", 3, "uva"), udpFrame([1, 2], "uva")];
    const changed = fc
      .tuple(fc.constantFrom(...real), fc.nat({ max: 60 }), fc.nat({ max: 255 }), fc.nat())
      .map(([frame, place, value, length]) => {
        const copy = Buffer.from(frame);
        if (place < copy.length) copy.writeUInt8(value, place);
        return copy.subarray(0, length % (copy.length + 1));
      });
    const madeUp = fc
      .tuple(fc.constantFrom([8, 0], [0x86, 0xdd], [8, 6]), fc.uint8Array({ maxLength: 120 }))
      .map(([type, bytes]) => Buffer.concat([Buffer.alloc(12), Buffer.from(type), bytes]));
    fc.assert(
      fc.property(fc.oneof(changed, madeUp), fc.constantFrom(1, 113, 276), (bytes, linkType) => {
        const packet = decodePacket(linkType, bytes);
        if (linkType !== ethernet) expect(packet).toBeUndefined();
      }),
      { numRuns: 2000 },
    );
  });
});
