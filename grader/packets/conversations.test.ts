import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conversationsIn } from "./conversations.ts";
import { ipv4Frame, tcpFrame, udpFrame } from "./testing.ts";

const begin = 1_700_000_000_000_000;
const there = [40_000, 12_345] as const;
const back = [12_345, 40_000] as const;

/** Packets a millisecond apart, from the begin of the check on. */
function read(frames: readonly Buffer[], mostContent = 1024) {
  const packets = frames.map((bytes, index) => ({
    at: begin + index * 1000,
    length: bytes.length,
    bytes,
  }));
  return conversationsIn(packets, { side: "client", linkType: 1, begin, mostContent });
}

const handshake = [
  tcpFrame(there, "SYN", 10),
  tcpFrame(back, "SYN ACK", 20),
  tcpFrame(there, "ACK", 11),
];

describe("conversationsIn", () => {
  it("tells who connected, what was said, and who ended it first", () => {
    const { conversations } = read([
      ...handshake,
      tcpFrame(there, "ACK", 11, "uva"),
      tcpFrame(back, "ACK", 21, "lua"),
      tcpFrame(there, "ACK", 11, "uva"),
      tcpFrame(back, "FIN ACK", 24),
      tcpFrame(there, "FIN ACK", 14),
    ]);
    expect(conversations).toEqual([
      {
        protocol: "tcp",
        side: "client",
        client: { address: "127.0.0.1", port: 40_000 },
        server: { address: "127.0.0.1", port: 12_345 },
        syn: 0,
        synAck: 1,
        toServer: { bytes: 3, content: Buffer.from("uva").toString("base64") },
        toClient: { bytes: 3, content: Buffer.from("lua").toString("base64") },
        ended: { by: "server", how: "fin", at: 6 },
      },
    ]);
  });

  it("tells a refusal from a connection that was torn down", () => {
    const refused = read([tcpFrame(there, "SYN", 10), tcpFrame(back, "RST ACK", 0)]);
    expect(refused.conversations).toMatchObject([{ syn: 0, refused: 1 }]);
    expect(refused.conversations[0]).not.toHaveProperty("ended");
    const torn = read([...handshake, tcpFrame(back, "RST", 21)]);
    expect(torn.conversations).toMatchObject([{ ended: { by: "server", how: "rst", at: 3 } }]);
    expect(torn.conversations[0]).not.toHaveProperty("refused");
  });

  it("keeps a second connection from the same port apart, and a repeated SYN not", () => {
    const again = [tcpFrame(there, "SYN", 10), ...handshake];
    expect(read(again).conversations).toHaveLength(1);
    const { conversations } = read([
      ...handshake,
      tcpFrame(there, "RST", 11),
      tcpFrame(there, "SYN", 5000),
      tcpFrame(back, "SYN ACK", 6000),
      tcpFrame(there, "ACK", 5001, "lua"),
    ]);
    expect(conversations).toMatchObject([
      { toServer: { bytes: 0 }, ended: { by: "client", how: "rst" } },
      { syn: 4, toServer: { bytes: 3 } },
    ]);
  });

  it("tells a connection that was there before, and bytes that were missed", () => {
    const { conversations } = read([
      tcpFrame(there, "ACK", 11, "uva"),
      tcpFrame(there, "ACK", 24, "lua"),
    ]);
    expect(conversations).toMatchObject([{ toServer: { bytes: 6, missing: 10 } }]);
    expect(conversations[0]).not.toHaveProperty("syn");
  });

  it("keeps datagrams apart, with their boundaries and where they went", () => {
    const group = { to: "224.1.1.1", ttl: 2 };
    const { conversations } = read([
      udpFrame([5000, 5007], "uva", group),
      udpFrame([5000, 5007], "", group),
      udpFrame([5007, 5000], "x".repeat(2000)),
    ]);
    const base64 = (text: string) => Buffer.from(text).toString("base64");
    expect(conversations).toEqual([
      {
        protocol: "udp",
        side: "client",
        from: { address: "127.0.0.1", port: 5000 },
        to: { address: "224.1.1.1", port: 5007 },
        group: true,
        ttl: 2,
        datagrams: 2,
        bytes: 3,
        first: [
          { at: 0, bytes: 3, content: base64("uva") },
          { at: 1, bytes: 0, content: "" },
        ],
      },
      expect.objectContaining({
        group: false,
        bytes: 2000,
        first: [{ at: 2, bytes: 2000, content: base64("x".repeat(1024)) }],
      }),
    ]);
  });

  it("names the rest, and leaves out what is no IP", () => {
    const report = ipv4Frame(2, Buffer.from([0x22]), { from: "0.0.0.0", to: "224.0.0.22" });
    const { conversations } = read([Buffer.alloc(60), report, report]);
    const ends = { from: "0.0.0.0", to: "224.0.0.22" };
    expect(conversations).toEqual([
      { protocol: "other", side: "client", name: "igmp v3 report", ...ends, at: 1, packets: 2 },
    ]);
  });

  it("counts conversations beyond a thousand only", () => {
    const many = Array.from({ length: 1500 }, (_, port) => tcpFrame([port + 1, 9], "SYN", 1));
    const { conversations, unlisted } = read([...many, ...many]);
    expect([conversations.length, unlisted]).toEqual([1000, 500]);
  });

  it("does not throw, whatever comes in whatever order", () => {
    const segment = fc
      .tuple(
        fc.constantFrom(there, back),
        fc.constantFrom("", "SYN", "SYN ACK", "FIN", "RST", "RST ACK", "SYN FIN RST"),
        fc.nat({ max: 2 ** 32 - 1 }),
        fc.string({ maxLength: 5 }),
      )
      .map(([ports, flags, sequence, text]) => tcpFrame(ports, flags, sequence, text));
    const garbage = fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(fc.array(fc.oneof(segment, garbage)), (frames) => {
        const { conversations } = read(frames, 8);
        for (const one of conversations) {
          if (one.protocol !== "tcp") continue;
          const kept = Buffer.from(one.toServer.content, "base64").length;
          expect(kept).toBeLessThanOrEqual(Math.min(8, one.toServer.bytes));
        }
      }),
    );
  });
});
