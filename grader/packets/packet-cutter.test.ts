import { describe, expect, it } from "vitest";
import { PacketCutter } from "./packet-cutter.ts";
import { PacketStore } from "./packet-store.ts";
import { pcapFile, udpFrame } from "./testing.ts";

/** A network in which packets are seen when the test wants it. */
function network(
  sends: (content: Buffer, see: (...frames: Buffer[]) => void, nth: number) => void,
) {
  let tell: (bytes: Buffer) => void = () => undefined;
  let end: () => void = () => undefined;
  let sent = 0;
  const see = (...frames: Buffer[]) => tell(pcapFile(frames).subarray(24));
  const cutter = new PacketCutter({
    onBytes: (listen) => {
      tell = listen;
      listen(pcapFile([]));
    },
    sendDatagram: (content) => sends(content, see, (sent += 1)),
    lost: () => Promise.resolve(7),
    ended: new Promise<void>((resolve) => (end = resolve)),
  });
  return { cutter, see, end: () => end(), sent: () => sent };
}

const marker = (content: Buffer) => udpFrame([1, 2], content.toString("latin1"));
const packet = (text: string) => udpFrame([3, 4], text);
const kept = (store: PacketStore) => [...store].map(({ bytes }) => bytes.subarray(42).toString());

describe("PacketCutter", () => {
  it("cuts where the datagram shows, and keeps none of it", async () => {
    const { cutter, see } = network((content, show) => {
      show(packet("before"), marker(content), packet("after"));
    });
    const store = new PacketStore(10_000);
    expect(await cutter.cut(store)).toBe(true);
    see(packet("more"));
    expect(await cutter.cut(undefined)).toBe(true);
    see(packet("too late"));
    expect(kept(store)).toEqual(["after", "more", "before"]);
  });

  it("sends the datagram again when it got lost, and takes no second cut from a late one", async () => {
    const contents: Buffer[] = [];
    const { cutter, see, sent } = network((content, show, nth) => {
      contents.push(content);
      if (nth === 3) show(marker(content));
    });
    const [first, second] = [new PacketStore(10_000), new PacketStore(10_000)];
    expect(await cutter.cut(first)).toBe(true);
    expect(sent()).toBe(3);
    see(packet("one"), marker(contents[0] as Buffer), packet("two"));
    const cut = cutter.cut(second);
    see(packet("three"), marker(contents[0] as Buffer), packet("four"));
    see(marker(contents[3] as Buffer), packet("five"));
    expect(await cut).toBe(true);
    expect([kept(first), kept(second)]).toEqual([["one", "two", "three", "four"], ["five"]]);
  });

  it("knows its own datagrams only", async () => {
    const { cutter } = network((content, show) => {
      const forged = Buffer.from(content);
      forged.writeUInt8(forged.readUInt8(0) ^ 1, 0);
      show(marker(forged), packet("x"), marker(content), packet("y"));
    });
    const store = new PacketStore(10_000);
    await cutter.cut(store);
    expect(kept(store)).toEqual(["y"]);
  });

  it("gives up after a while, and at once when the capture has ended", async () => {
    const { cutter, end, see, sent } = network(() => undefined);
    const store = new PacketStore(10_000);
    expect(await cutter.cut(store)).toBe(false);
    expect(sent()).toBe(100);
    see(packet("kept all the same"));
    expect(kept(store)).toHaveLength(1);
    end();
    await new Promise(setImmediate);
    expect(await cutter.cut(undefined)).toBe(false);
    expect(sent()).toBe(100);
  });

  it("tells what was lost since it was asked last", async () => {
    const { cutter } = network(() => undefined);
    expect([await cutter.lost(), await cutter.lost()]).toEqual([7, 0]);
  });
});
