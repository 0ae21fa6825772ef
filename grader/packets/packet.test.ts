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
      acknowledgment: 0,
      isPsh: false,
      isSyn: true,
      isAck: true,
      isFin: false,
      isRst: false,
      payload: Buffer.from("oi"),
      length: 2,
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

  const ip = tcpFrame([1, 2], "PSH", 7, "uva").subarray(14);
  const zeros = (count: number) => Array.from({ length: count }, () => 0);
  it.each([
    ["VLAN tags, one in the other", 1, [...zeros(12), 0x88, 0xa8, 0, 1, 0x81, 0, 0, 2, 8, 0]],
    ["Linux cooked", 113, [...zeros(14), 8, 0]],
    ["Linux cooked, version 2", 276, [8, 0, ...zeros(18)]],
    ["nothing", 101, []],
    ["nothing, as BSD numbers it", 12, []],
    ["nothing, as OpenBSD numbers it", 14, []],
    ["nothing but IPv4", 228, []],
    ["a loopback of macOS", 0, [2, 0, 0, 0]],
    ["a loopback of a big-endian machine", 0, [0, 0, 0, 2]],
    ["a loopback of OpenBSD", 108, [0, 0, 0, 2]],
  ])("finds the segment behind %s", (_, linkType, header) => {
    const frame = Buffer.concat([Buffer.from(header), ip]);
    const segment = { protocol: "tcp", isPsh: true, sequence: 7, payload: Buffer.from("uva") };
    expect(decodePacket(linkType, frame)).toMatchObject(segment);
  });

  it("knows how long data was that the capture did not keep", () => {
    const frame = tcpFrame([1, 2], "ACK", 7, "uva");
    const cut = decodePacket(ethernet, frame.subarray(0, -2), frame.length);
    expect(cut).toMatchObject({ length: 3, payload: Buffer.from("u") });
    const options = Buffer.from(frame);
    options.writeUInt8(8 << 4, 14 + 20 + 12);
    options.writeUInt16BE(20 + 32 + 3, 14 + 2);
    const inHeader = decodePacket(ethernet, options.subarray(0, 14 + 20 + 22), frame.length + 12);
    expect(inHeader).toMatchObject({ protocol: "tcp", length: 3, payload: Buffer.alloc(0) });
  });

  it("believes the capture where segmentation offload has left the length out", () => {
    const frame = tcpFrame([1, 2], "ACK", 7, "uva");
    frame.writeUInt16BE(0, 14 + 2);
    expect(decodePacket(ethernet, frame)).toMatchObject({ length: 3 });
    expect(decodePacket(ethernet, frame.subarray(0, -1), frame.length)).toMatchObject({
      length: 3,
      payload: Buffer.from("uv"),
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
      fc.property(
        fc.oneof(changed, madeUp),
        fc.constantFrom(1, 0, 101, 108, 113, 276, 9999),
        (bytes, linkType) => {
          const packet = decodePacket(linkType, bytes);
          if (linkType === 9999) expect(packet).toBeUndefined();
        },
      ),
      { numRuns: 2000 },
    );
  });
});
