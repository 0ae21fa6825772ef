import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { afterEach, expect, it } from "vitest";
import { eventually } from "../process/testing.ts";
import type { Fault } from "./datagram-faults.ts";
import { DatagramPeer } from "./datagram-peer.ts";
import { ear } from "./testing.ts";

const opened: { close(): unknown }[] = [];

afterEach(() => {
  for (const each of opened.splice(0)) each.close();
});

async function bound(): Promise<Socket> {
  const socket = createSocket("udp4").bind(0, "127.0.0.1");
  await once(socket, "listening");
  return socket;
}

async function meet(faults: readonly Fault[] = []) {
  const program = await bound();
  const got: string[] = [];
  program.on("message", (bytes) => got.push(bytes.toString()));
  const { heard, observer } = ear();
  const peer = new DatagramPeer(await bound(), {
    name: "peer2",
    other: "server",
    observer,
    faults,
  });
  opened.push(program, peer);
  const to = { address: "127.0.0.1", port: program.address().port };
  return { program, got, peer, heard, send: (text: string) => peer.send(Buffer.from(text), to) };
}

it("sends and receives datagrams as they are, from a port of its own", async () => {
  const { program, got, peer, heard, send } = await meet();
  for (const text of ["uva", "", "lua"]) send(text);
  await eventually(() => got.length === 3);
  expect(got).toEqual(["uva", "", "lua"]);
  program.send(Buffer.alloc(0), peer.port, "127.0.0.1");
  program.send("pong", peer.port, "127.0.0.1");
  await eventually(() => peer.received.length === 2);
  expect(peer.received.map(({ bytes }) => bytes.toString())).toEqual(["", "pong"]);
  expect(peer.received[0]?.from.port).toBe(program.address().port);
  expect(heard).toEqual([
    "peer2~server uva",
    "peer2~server",
    "peer2~server lua",
    "server~peer2",
    "server~peer2 pong",
  ]);
});

it("has its datagrams lost, doubled and delayed, and counts those that go out", async () => {
  const { got, peer, send } = await meet(["lose", "double", "overtaken", "delay"]);
  for (const text of ["a", "b", "c", "d", "e"]) send(text);
  await eventually(() => got.length === 4);
  expect(got).toEqual(["b", "b", "e", "c"]);
  expect([peer.delivered, peer.isHolding]).toEqual([4, true]);
  expect(peer.whenSettled()).toBe(true);
  await eventually(() => got.length === 5);
  expect([got.at(-1), peer.delivered, peer.isHolding]).toEqual(["d", 5, false]);
});

it("sends nothing more once it is closed", async () => {
  const { got, peer, send } = await meet();
  peer.close();
  peer.close();
  send("late");
  expect([peer.isSending, got]).toEqual([false, []]);
});
