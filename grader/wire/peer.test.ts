import { afterEach, describe, expect, it } from "vitest";
import { eventually } from "../process/testing.ts";
import { connectPeer, type PeerConnection, PeerServer, reachable } from "./peer.ts";
import { dial, ear, hangUp, type Line, listen, watch } from "./testing.ts";

const opened: { reset(): void }[] = [];

afterEach(() => {
  for (const each of opened.splice(0)) each.reset();
  hangUp();
});

async function connected(): Promise<
  Readonly<{ peer: PeerConnection; program: Line; heard: string[] }>
> {
  const { server, port } = await listen();
  const accepted: Line[] = [];
  server.on("connection", (socket) => accepted.push(watch(socket)));
  const { heard, observer } = ear();
  const peer = await connectPeer({ address: "127.0.0.1", port }, "server", observer);
  opened.push(peer);
  return { peer, program: await eventually(() => accepted[0]), heard };
}

describe("a peer that connects", () => {
  it("sends and receives bytes as they are, and tells of both", async () => {
    const { peer, program, heard } = await connected();
    peer.send(Buffer.from([0x61, 0xff]));
    peer.send(Buffer.alloc(0));
    await eventually(() => program.text() === "a\xff");
    program.socket.write("one");
    await eventually(() => peer.received.toString() === "one");
    program.socket.write("two");
    await eventually(() => peer.received.toString() === "onetwo");
    expect(heard).toEqual([
      "opened peer server",
      "peer>server a\xff",
      "server>peer one",
      "server>peer two",
    ]);
    expect(peer.local.port).toBe(program.socket.remotePort);
  });

  it("goes on receiving after its own end", async () => {
    const { peer, program, heard } = await connected();
    peer.end();
    peer.end();
    await eventually(() => program.isEnded());
    program.socket.write("late");
    await eventually(() => peer.received.toString() === "late");
    expect([peer.isEnded, peer.isReset]).toEqual([false, false]);
    expect(heard.filter((line) => line.startsWith("closed"))).toEqual(["closed peer server fin"]);
  });

  it("sends more than the kernel takes while nobody reads, and its end behind that", async () => {
    const { peer, program, heard } = await connected();
    program.socket.pause();
    const much = Buffer.alloc(32 << 20, "uva ");
    peer.send(much.subarray(0, 16 << 20));
    peer.send(much.subarray(16 << 20));
    peer.end();
    expect(heard.filter((line) => line.startsWith("closed"))).toEqual([]);
    // What nobody has read yet is not said to be on the wire.
    expect(heard.join("").length).toBeLessThan(much.length);
    program.socket.resume();
    await eventually(() => program.isEnded());
    expect(program.text() === much.toString()).toBe(true);
    expect(heard.at(-1)).toBe("closed peer server fin");
  });

  it("ends when the other has ended, once it was told to", async () => {
    const before = await connected();
    before.peer.endsWithOther();
    before.program.socket.end();
    await eventually(() => before.program.isEnded());
    const after = await connected();
    after.program.socket.end();
    await eventually(() => after.peer.isEnded);
    expect(after.program.isEnded()).toBe(false);
    after.peer.endsWithOther();
    await eventually(() => after.program.isEnded());
  });

  it("goes on sending after the other's end", async () => {
    const { peer, program } = await connected();
    program.socket.end();
    await eventually(() => peer.isEnded);
    peer.send(Buffer.from("late"));
    await eventually(() => program.text() === "late");
    expect(peer.isReset).toBe(false);
  });

  it("notices a reset, and sends nothing more", async () => {
    const { peer, program, heard } = await connected();
    program.socket.resetAndDestroy();
    await eventually(() => peer.isReset);
    peer.send(Buffer.from("anybody?"));
    peer.end();
    expect(heard).toEqual(["opened peer server", "closed server peer rst"]);
    expect(peer.isEnded).toBe(false);
  });

  it("resets", async () => {
    const { peer, program, heard } = await connected();
    peer.reset();
    peer.reset();
    await eventually(() => program.isReset());
    expect(heard).toEqual(["opened peer server", "closed peer server rst"]);
  });

  it("throws where nobody listens", async () => {
    const { server, port } = await listen();
    server.close();
    const { heard, observer } = ear();
    const attempt = connectPeer({ address: "127.0.0.1", port }, "server", observer);
    await expect(attempt).rejects.toThrow(/ECONNREFUSED/u);
    expect(heard).toEqual([]);
  });
});

describe("a peer that listens", () => {
  it("keeps every connection apart, and resets them all when it closes", async () => {
    const { server, port } = await listen();
    const { heard, observer } = ear();
    const peers = new PeerServer(server, "client", observer);
    expect(peers.port).toBe(port);
    const [one, other] = [await dial(port), await dial(port)];
    await eventually(() => peers.connections.length === 2);
    one.socket.write("uva");
    const heardOne = await eventually(() =>
      peers.connections.find((each) => each.received.length > 0),
    );
    heardOne.send(Buffer.from("lua"));
    await eventually(() => one.text() === "lua");
    expect(other.text()).toBe("");
    expect(heard).toEqual([
      "opened client peer",
      "opened client peer",
      "client>peer uva",
      "peer>client lua",
    ]);
    peers.close();
    await eventually(() => one.isReset() && other.isReset());
    await expect(dial(port)).rejects.toThrow(/ECONNREFUSED/u);
  });
});

it.each([
  ["0.0.0.0", "127.0.0.1"],
  ["::", "127.0.0.1"],
  ["127.0.0.1", "127.0.0.1"],
  ["10.0.1.193", "10.0.1.193"],
  ["::1", "::1"],
])("a socket that listens on %s is reached at %s", (address, expected) => {
  expect(reachable({ address, port: 7 })).toEqual({ address: expected, port: 7 });
});
