import { expect, it } from "vitest";
import type { TraceEvent } from "../model/trace.ts";
import type { PacketRecord } from "../packets/packet-record.ts";
import { PacketStore } from "../packets/packet-store.ts";
import { tcpFrame } from "../packets/testing.ts";
import { drawWire } from "./draw-wire.ts";

const epoch = 1_700_000_000_000_000;
const trace: readonly TraceEvent[] = [
  { at: 1, kind: "start", actor: "server", command: "server" },
  { at: 2, kind: "start", actor: "client", command: "client" },
  { at: 5, kind: "screen", actor: "client", stream: "stdout", text: "uva" },
  { at: 10, kind: "start", actor: "client2", command: "client" },
  { at: 20, kind: "waiting", actor: "server", waiting: { on: "sleep" } },
];

/** Segments, each so many milliseconds after the check began. */
function record(frames: readonly (readonly [at: number, frame: Buffer])[]): PacketRecord {
  const store = new PacketStore(1 << 20);
  for (const [at, bytes] of frames)
    store.add({ at: epoch + at * 1000, length: bytes.length, bytes });
  return {
    // Packets are recorded before the check begins.
    begin: epoch - 7000,
    networks: [{ side: "server", linkType: 1, store }],
    lost: 0,
    isWhole: true,
  };
}

it("gives each segment to the client that was started before it, in the order of time", () => {
  const wire = record([
    [3, tcpFrame([40_000, 65_432], "SYN", 1)],
    [4, tcpFrame([65_432, 40_000], "ACK", 1, "uva")],
    [12, tcpFrame([40_001, 65_432], "SYN", 1)],
    [13, tcpFrame([40_000, 65_432], "FIN ACK", 2)],
    [14, tcpFrame([40_001, 65_432], "RST", 2)],
    [25, tcpFrame([65_432, 40_000], "RST", 9)],
  ]);
  const drawn = drawWire(trace, wire, { side: "server", port: 65_432 }, epoch);
  const bytes = Buffer.from("uva").toString("base64");
  expect(drawn.filter((event) => !trace.includes(event))).toEqual([
    { at: 3, from: "client", to: "server", kind: "connect" },
    { at: 4, from: "server", to: "client", kind: "wire", bytes },
    { at: 12, from: "client2", to: "server", kind: "connect" },
    { at: 13, from: "client", to: "server", kind: "close", how: "fin" },
    { at: 14, from: "client2", to: "server", kind: "close", how: "rst" },
  ]);
  expect(drawn.map(({ at }) => at)).toEqual([1, 2, 3, 4, 5, 10, 12, 13, 14, 20]);
});

it("draws nothing while no server of the student's is there", () => {
  const wire = record([[3, tcpFrame([40_000, 65_432], "SYN", 1)]]);
  expect(drawWire(trace, wire, { side: "server", port: undefined }, epoch)).toEqual(trace);
});
