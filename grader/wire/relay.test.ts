import { afterEach, describe, expect, it } from "vitest";
import { eventually } from "../process/testing.ts";
import type { DeliveryPlan } from "./delivery.ts";
import { Relay } from "./relay.ts";
import { dial, ear, hangUp, type Line, listen, watch } from "./testing.ts";

const relays: Relay[] = [];

afterEach(() => {
  for (const relay of relays.splice(0)) relay.close();
  hangUp();
});

/** A server, a relay before it, and the first client through it. */
async function pair(plans: Readonly<{ toServer?: DeliveryPlan; toClient?: DeliveryPlan }> = {}) {
  const back = await listen();
  const front = await listen();
  const accepted: Line[] = [];
  back.server.on("connection", (socket) => accepted.push(watch(socket)));
  const { heard, observer } = ear();
  let clients = 0;
  const relay = new Relay({
    listener: front.server,
    server: { address: "127.0.0.1", port: back.port },
    client: () => ((clients += 1) === 1 ? "client" : "client2"),
    toServer: plans.toServer ?? { how: "immediate" },
    toClient: plans.toClient ?? { how: "immediate" },
    observer,
  });
  relays.push(relay);
  const client = await dial(front.port);
  const server = await eventually(() => accepted[0]);
  const connection = await eventually(() => relay.connections[0]);
  await eventually(() => !connection.isConnecting);
  return { relay, connection, client, server, accepted, heard, port: front.port };
}

describe("a relay that holds nothing back", () => {
  it("carries bytes both ways, as they are", async () => {
    const { client, server, connection, heard } = await pair();
    client.socket.write(Buffer.from([0, 0xff, 0x0a]));
    await eventually(() => server.text() === "\0\xff\n");
    server.socket.write("pong");
    await eventually(() => client.text() === "pong");
    expect(connection.sentBy("client")).toEqual(Buffer.from([0, 0xff, 0x0a]));
    expect(connection.sentBy("server").toString()).toBe("pong");
    expect(heard).toEqual(["opened client server", "client>server \0\xff\n", "server>client pong"]);
    expect(connection.firstToClose).toBeUndefined();
  });

  it("carries what was sent before it had reached the server, and a megabyte", async () => {
    const { port, accepted, relay } = await pair();
    const big = Buffer.alloc(1 << 20, "abcdefgh").toString();
    const client = await dial(port);
    client.socket.write(big);
    const server = await eventually(() => accepted[1]);
    await eventually(() => server.text().length >= big.length);
    expect(server.text() === big).toBe(true);
    expect(relay.connections.map((each) => each.client)).toEqual(["client", "client2"]);
  });

  it("tells which port the server sees the client come from", async () => {
    const { connection, server } = await pair();
    expect(connection.portAtServer).toBe(server.socket.remotePort);
  });

  it.each(["client", "server"] as const)(
    "ends only one direction when the %s ends its own",
    async (side) => {
      const { client, server, connection, heard } = await pair();
      const [first, second] = side === "client" ? [client, server] : [server, client];
      const other = side === "client" ? "server" : "client";
      first.socket.end("last words");
      await eventually(() => second.isEnded());
      expect(second.text()).toBe("last words");
      second.socket.write("still here");
      await eventually(() => first.text() === "still here");
      expect([connection.closedBy(side), connection.closedBy(other)]).toEqual(["fin", undefined]);
      second.socket.end();
      await eventually(() => first.isEnded());
      expect([connection.closedBy(side), connection.closedBy(other)]).toEqual(["fin", "fin"]);
      expect(connection.firstToClose).toBe(side);
      expect(heard.filter((line) => line.startsWith("closed"))).toEqual([
        `closed ${side} ${other} fin`,
        `closed ${other} ${side} fin`,
      ]);
    },
  );

  it.each(["client", "server"] as const)("passes on a reset of the %s's", async (side) => {
    const { client, server, connection, heard } = await pair();
    const [first, second] = side === "client" ? [client, server] : [server, client];
    const other = side === "client" ? "server" : "client";
    first.socket.resetAndDestroy();
    await eventually(() => second.isReset());
    expect(connection.closedBy(side)).toBe("rst");
    expect(connection.firstToClose).toBe(side);
    expect(heard).toContain(`closed ${side} ${other} rst`);
  });

  it("resets a client whose server nobody answers for", async () => {
    const { server: dead, port: deadPort } = await listen();
    dead.close();
    const front = await listen();
    const { observer } = ear();
    const plan = { how: "immediate" } as const;
    const relay = new Relay({
      listener: front.server,
      server: { address: "127.0.0.1", port: deadPort },
      client: () => "client",
      toServer: plan,
      toClient: plan,
      observer,
    });
    relays.push(relay);
    const client = await dial(front.port);
    await eventually(() => client.isReset());
    expect(relay.connections[0]?.isConnecting).toBe(false);
    expect(relay.connections[0]?.firstToClose).toBe("server");
  });

  it("resets both sides and takes nobody more once closed", async () => {
    const { relay, client, server, port } = await pair();
    relay.close();
    await eventually(() => client.isReset() && server.isReset());
    await expect(dial(port)).rejects.toThrow(/ECONNREFUSED/u);
  });
});

describe("a relay that paces", () => {
  it("hands on a piece at each look, and the end after the last", async () => {
    const { client, server, connection } = await pair({ toServer: { how: "cut", sizes: [1, 4] } });
    client.socket.end("pipoca");
    await eventually(() => connection.closedBy("client") === "fin");
    expect(connection.isHolding).toBe(true);
    connection.whenReceiving("client");
    for (const [look, text] of ["p", "pipoc", "pipoca"].entries()) {
      connection.whenReceiving("server");
      await eventually(() => server.text() === text);
      expect(connection.isHolding).toBe(look < 2);
      if (look < 2) expect(server.isEnded()).toBe(false);
    }
    await eventually(() => server.isEnded());
    expect(connection.sentBy("client").toString()).toBe("pipoca");
  });

  it("merges what was sent apart, once nothing moves", async () => {
    const { client, server, connection, heard } = await pair({ toClient: { how: "merged" } });
    server.socket.write("uva\n");
    await eventually(() => connection.sentBy("server").toString() === "uva\n");
    server.socket.write("girafa\n");
    await eventually(() => connection.sentBy("server").toString() === "uva\ngirafa\n");
    connection.whenReceiving("client");
    expect(connection.isHolding).toBe(true);
    expect(connection.whenSettled()).toBe(true);
    await eventually(() => client.text() === "uva\ngirafa\n");
    expect(heard).toEqual(["opened client server", "server>client uva\ngirafa\n"]);
    expect(connection.whenSettled()).toBe(false);
  });

  it("paces one direction and leaves the other alone", async () => {
    const { client, server, connection } = await pair({ toServer: { how: "merged" } });
    client.socket.write("uva");
    await eventually(() => connection.isHolding);
    server.socket.write("lua");
    await eventually(() => client.text() === "lua");
    expect(server.text()).toBe("");
    expect(connection.whenSettled()).toBe(true);
    await eventually(() => server.text() === "uva");
  });

  it("keeps every connection's bytes apart", async () => {
    const { client, port, accepted, relay } = await pair({ toServer: { how: "cut", sizes: [2] } });
    const second = await dial(port);
    await eventually(() => accepted[1] !== undefined && relay.connections[1] !== undefined);
    client.socket.write("aaaa");
    second.socket.write("bbbb");
    await eventually(() => relay.connections.every((each) => each.isHolding));
    relay.connections[1]?.whenReceiving("server");
    await eventually(() => accepted[1]?.text() === "bb");
    expect(accepted[0]?.text()).toBe("");
  });
});
