import { expect, it } from "vitest";
import type { PacketRecord } from "./packet-record.ts";
import { PacketStore } from "./packet-store.ts";
import { tcpFrame, udpFrame } from "./testing.ts";
import { wireSegments } from "./wire-segments.ts";

const there = [40_000, 65_432] as const;
const back = [65_432, 40_000] as const;

/** Packets on the wire, a millisecond apart. */
function seen(frames: readonly Buffer[]) {
  const store = new PacketStore(1 << 20);
  for (const [index, bytes] of frames.entries())
    store.add({ at: index * 1000, length: bytes.length, bytes });
  const record: PacketRecord = {
    begin: 0,
    networks: [{ side: "wire", linkType: 1, store }],
    lost: 0,
    isWhole: true,
  };
  return wireSegments(record, "wire", 65_432).map(({ at, from, opens, payload, ends }) =>
    [
      at,
      from.port === 65_432 ? "server" : "client",
      opens ? "opens" : "",
      payload.toString(),
      ends ?? "",
    ]
      .filter((part) => part !== "")
      .join(" "),
  );
}

it("shows who opens, what is said and who ends it; acknowledgements and other ports are left out", () => {
  const told = seen([
    tcpFrame(there, "SYN", 10),
    tcpFrame(back, "SYN ACK", 20),
    tcpFrame(there, "ACK", 11),
    tcpFrame(there, "ACK", 11, "uva"),
    udpFrame(there, "no stream"),
    tcpFrame([40_000, 7], "SYN", 1),
    tcpFrame(back, "FIN ACK", 21, "lua"),
    tcpFrame(there, "RST", 14),
  ]);
  expect(told).toEqual([
    "0 client opens",
    "3000 client uva",
    "6000 server lua fin",
    "7000 client rst",
  ]);
});

it("shows once what is sent again, also where sequence numbers go round", () => {
  const last = 2 ** 32 - 3;
  const told = seen([
    tcpFrame(there, "SYN", last - 1),
    tcpFrame(there, "ACK", last, "pipo"),
    tcpFrame(there, "ACK", last, "pipo"),
    tcpFrame(there, "ACK", last, "pipoca"),
    tcpFrame(there, "ACK", last + 6, "!"),
  ]);
  expect(told).toEqual(["0 client opens", "1000 client pipo", "3000 client ca", "4000 client !"]);
});

it("begins anew with the next connection between the same ends", () => {
  const told = seen([
    tcpFrame(there, "SYN", 1000),
    tcpFrame(there, "ACK", 1001, "uva"),
    tcpFrame(there, "SYN", 10),
    tcpFrame(there, "ACK", 11, "lua"),
  ]);
  expect(told).toEqual([
    "0 client opens",
    "1000 client uva",
    "2000 client opens",
    "3000 client lua",
  ]);
});
