import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { afterEach, expect, it } from "vitest";
import { eventually } from "../process/testing.ts";
import type { Fault } from "./datagram-faults.ts";
import { ear } from "./testing.ts";
import { UdpRelay } from "./udp-relay.ts";

const sockets: Socket[] = [];
const relays: UdpRelay[] = [];

afterEach(() => {
  for (const relay of relays.splice(0)) relay.close();
  for (const socket of sockets.splice(0)) socket.close();
});

async function bound(): Promise<Socket> {
  const socket = createSocket("udp4").bind(0, "127.0.0.1");
  await once(socket, "listening");
  return socket;
}

/** A program's socket, with every datagram that came to it and the port it came from. */
async function program() {
  const socket = await bound();
  sockets.push(socket);
  const got: { text: string; from: number }[] = [];
  socket.on("message", (bytes, { port }) => got.push({ text: bytes.toString(), from: port }));
  const { port } = socket.address();
  const send = (text: string | Uint8Array, to: number) => socket.send(text, to, "127.0.0.1");
  return { port, got, send, texts: () => got.map(({ text }) => text) };
}

/** A server that says nothing by itself, and a relay before it; `holders` tells whose each port is. */
async function pair(
  faults: Readonly<{ toServer?: readonly Fault[]; toClient?: readonly Fault[] }> = {},
  gate: Promise<void> = Promise.resolve(),
) {
  const server = await program();
  const front = await bound();
  const holders = new Map<number, "client" | "client2">();
  const { heard, observer } = ear();
  const relay = new UdpRelay({
    fronts: [front],
    server: { address: "127.0.0.1", port: server.port },
    bind: async () => await gate.then(bound),
    holder: (port) => holders.get(port),
    newest: () => "client",
    ...faults,
    observer,
  });
  relays.push(relay);
  return { relay, server, holders, heard, port: front.address().port };
}

it("keeps the boundaries of datagrams, both ways, the empty one too", async () => {
  const { relay, server, heard, port } = await pair();
  const client = await program();
  for (const text of ["uva", "", "x".repeat(8000)]) client.send(text, port);
  await eventually(() => server.got.length === 3);
  expect(server.texts()).toEqual(["uva", "", "x".repeat(8000)]);
  const from = server.got[0]?.from as number;
  for (const text of ["", "lua"]) server.send(text, from);
  await eventually(() => client.got.length === 2);
  expect(client.got).toEqual([
    { text: "", from: port },
    { text: "lua", from: port },
  ]);
  expect(relay.passages.map((passage) => passage.sentBy("server").map(String))).toEqual([
    ["", "lua"],
  ]);
  expect(heard.filter((line) => line.length < 40)).toEqual([
    "client~server uva",
    "client~server",
    "server~client",
    "server~client lua",
  ]);
});

it("shows the server one address for each client, and brings answers back to the right one", async () => {
  const { relay, server, holders, port } = await pair();
  const [one, other] = [await program(), await program()];
  holders.set(one.port, "client").set(other.port, "client2");
  one.send("from one", port);
  other.send("from other", port);
  one.send("again", port);
  await eventually(() => server.got.length === 3);
  const portOf = (text: string) => server.got.find((each) => each.text === text)?.from as number;
  expect(portOf("again")).toBe(portOf("from one"));
  expect(portOf("from other")).not.toBe(portOf("from one"));
  server.send("to other", portOf("from other"));
  server.send("to one", portOf("from one"));
  await eventually(() => one.got.length + other.got.length === 2);
  expect([one.texts(), other.texts()]).toEqual([["to one"], ["to other"]]);
  expect(relay.passages.map(({ client }) => client)).toEqual(["client", "client2"]);
});

it("knows a port for another client's once another holds it, and for the same when nobody does", async () => {
  const { relay, server, holders, port } = await pair();
  const client = await program();
  holders.set(client.port, "client");
  client.send("a", port);
  await eventually(() => server.got.length === 1);
  holders.delete(client.port);
  client.send("b", port);
  await eventually(() => server.got.length === 2);
  expect(relay.passages.map((one) => one.client)).toEqual(["client"]);
  holders.set(client.port, "client2");
  client.send("c", port);
  await eventually(() => server.got.length === 3);
  expect(relay.passages.map((one) => [one.client, one.sentBy("client").map(String)])).toEqual([
    ["client", ["a", "b"]],
    ["client2", ["c"]],
  ]);
});

it("loses, doubles and keeps back what it is told to, and tells", async () => {
  const { relay, server, heard, port } = await pair({ toServer: ["lose", "double", "delay"] });
  const client = await program();
  for (const text of ["a", "b", "c", "d"]) client.send(text, port);
  await eventually(() => server.got.length === 3);
  expect(server.texts()).toEqual(["b", "b", "d"]);
  expect(relay.passages[0]?.sentBy("client").map(String)).toEqual(["a", "b", "c", "d"]);
  expect(relay.whenSettled()).toBe(true);
  await eventually(() => server.got.length === 4);
  expect(server.texts().at(-1)).toBe("c");
  expect(relay.whenSettled()).toBe(false);
  expect(heard).toEqual([
    "client~server a lost",
    "client~server b",
    "client~server b doubled",
    "client~server d",
    "client~server c late",
  ]);
});

it("keeps what comes while its socket is not there yet, and says that it is about to send", async () => {
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => (open = resolve));
  const { relay, server, port } = await pair({}, gate);
  const client = await program();
  client.send("a", port);
  client.send("b", port);
  await eventually(() => relay.passages[0]?.sentBy("client").length === 2);
  expect([relay.isSending, relay.ports, server.texts()]).toEqual([true, [port, 0], []]);
  open();
  await eventually(() => server.got.length === 2 && !relay.isSending);
  expect(server.texts()).toEqual(["a", "b"]);
  expect(relay.ports).toEqual([port, server.got[0]?.from]);
});

it("speaks to a client from where the server's answers come", async () => {
  const { relay, server, heard, port } = await pair();
  const client = await program();
  client.send("a", port);
  await eventually(() => server.got.length === 1);
  relay.passages[0]?.inject(Buffer.from("psst"));
  await eventually(() => client.got.length === 1);
  expect(client.got).toEqual([{ text: "psst", from: port }]);
  expect(heard.at(-1)).toBe("peer~client psst");
});
