import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Capture } from "../model/conversation.ts";
import { bundle, runInSlot, users } from "./testing-slots.ts";

let folder = "";
let slot = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "sockgrade-hosts-"));
  chmodSync(folder, 0o755);
  const helper = 'import { serveClientSide } from "./client-side.ts"; serveClientSide();';
  await bundle(folder, "helper", helper);
  slot = await bundle(folder, "slot", story);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Two hosts in a real slot, twice, and what programs on them reach. */
const story = `
import { join } from "node:path";
import { runToEnd } from "../process/spawn.ts";
import { captureOf } from "../packets/packet-record.ts";
import { PacketRecorder } from "../packets/packet-recorder.ts";
import { NamespaceNetwork } from "./namespace-network.ts";

const network = new NamespaceNetwork(join(import.meta.dirname, "helper.mjs"), process.env.PATH);
const recorder = new PacketRecorder(await network.packets);
(await network.listen("client", 7000)).close();
const env = { PATH: process.env.PATH + ":/usr/sbin:/sbin" };
const run = async (side, command) => (await runToEnd(network.wrap(side, command), { cwd: "/", env, timeoutMs: 20000 }));
const python = async (side, source) => {
  const { stdout, stderr } = await run(side, ["python3", "-c", "import socket\\n" + source]);
  return stdout.trim() || stderr;
};
const routes = async () => {
  const tables = [["route", "show", "table", "all"], ["rule"], ["-brief", "link"]];
  const told = await Promise.all(["server", "client"].flatMap((side) => tables.map((table) => run(side, ["ip", ...table]))));
  return told.map(({ stdout }) => stdout);
};
const connect = (address) => "s = socket.socket()\\ns.settimeout(5)\\ntry:\\n  s.connect(('" + address + "', 65432)); print(s.getsockname()[0], s.makefile('rb').read().decode())\\nexcept OSError as e: print(type(e).__name__, e.errno)";

const before = await routes();
const joins = [];
for (let nth = 0; nth < 2; nth += 1) {
  const recording = await recorder.begin();
  const link = await network.joinHosts();
  const leave = await recording.join(link.tap);
  const ports = {};
  const server = await network.listen("server", 65432);
  server.on("connection", (socket) => { ports.from = socket.remoteAddress; socket.on("error", () => undefined); socket.end("uva"); });
  const reached = {
    server: await python("client", connect("10.77.0.1")),
    loopback: await python("client", connect("127.0.0.1")),
    classmate: await python("client", connect("192.168.0.21")),
    bound: await python("server", "try: socket.socket().bind(('192.168.0.21', 1234))\\nexcept OSError as e: print(e.errno)"),
    own: await python("server", "d = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); d.connect(('8.8.8.8', 80)); print(d.getsockname()[0])"),
  };
  server.close();
  const soFar = captureOf(await recording.soFar());
  await leave();
  const parted = await link.part();
  const record = await recording.end();
  joins.push({ reached, from: ports.from, addresses: link.addresses, parted, soFar, capture: captureOf(record), isWhole: record.isWhole });
}
const after = await routes();
const usual = await python("server", "l = socket.create_server(('192.168.0.21', 65432)); s = socket.create_connection(('192.168.0.21', 65432)); print(s.getpeername()[0])");
process.stdout.write(JSON.stringify({ joins, before, after, usual, isSpent: network.isSpent }));
network.close();
`;

type Told = Readonly<{
  joins: readonly Readonly<{
    reached: Readonly<Record<string, string>>;
    from: string;
    addresses: Readonly<Record<string, string>>;
    parted: boolean;
    soFar: Capture;
    capture: Capture;
    isWhole: boolean;
  }>[];
  before: readonly string[];
  after: readonly string[];
  usual: string;
  isSpent: boolean;
}>;

describe.each(users)("two hosts in a slot of %s", (_, as) => {
  let told: Told;
  beforeAll(async () => {
    told = JSON.parse((await runInSlot(as, process.execPath, slot)).stdout) as Told;
  });

  it("reach each other at their addresses, and nobody else", () => {
    for (const { reached, from, addresses } of told.joins) {
      expect(addresses).toEqual({ server: "10.77.0.1", client: "10.77.0.2" });
      expect(from).toMatch(/10\.77\.0\.2$/u);
      expect(reached).toEqual({
        server: "10.77.0.2 uva",
        loopback: "ConnectionRefusedError 111",
        // ENETUNREACH, or nothing before the time is out: the answer may come too early for the kernel to heed it.
        classmate: expect.stringMatching(/^(?:OSError 101|TimeoutError None)$/u) as string,
        // EADDRNOTAVAIL
        bound: "99",
        own: "10.77.0.1",
      });
    }
  });

  it("show what crosses the wire, while it is there and when it is gone", () => {
    for (const { soFar, capture, isWhole } of told.joins) {
      const content = Buffer.from("uva").toString("base64");
      const crossed = [
        {
          side: "wire",
          client: { address: "10.77.0.2" },
          server: { address: "10.77.0.1", port: 65_432 },
          toClient: { bytes: 3, content },
          ended: { by: "server", how: "fin" },
        },
        { side: "wire", server: { address: "192.168.0.21" } },
      ];
      const onWire = ({ conversations }: Capture) =>
        conversations.filter(({ side, protocol }) => side === "wire" && protocol === "tcp");
      expect(onWire(soFar)).toMatchObject(crossed);
      expect(onWire(capture)).toMatchObject(crossed);
      expect(isWhole).toBe(true);
    }
  });

  it("leave the slot's network as it was", () => {
    expect(told.joins.map(({ parted }) => parted)).toEqual([true, true]);
    expect(told.isSpent).toBe(false);
    expect(told.after).toEqual(told.before);
    expect(told.usual).toBe("192.168.0.21");
  });
});
