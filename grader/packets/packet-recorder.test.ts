import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Capture, Conversation, TcpConversation } from "../model/conversation.ts";
import { plain } from "../process/testing.ts";
import { runToEnd } from "../process/spawn.ts";
import { bundle, runInSlot, users } from "../sandbox/testing-slots.ts";

let folder = "";
let slot = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "sockgrade-packets-"));
  chmodSync(folder, 0o755);
  const helper = 'import { serveClientSide } from "./client-side.ts"; serveClientSide();';
  await bundle(folder, "helper", helper);
  slot = await bundle(folder, "slot", story);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Real packets in a real slot: the program below, and what came of each of its checks. */
const story = `
import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { runToEnd } from "../process/spawn.ts";
import { conversationsIn } from "../packets/conversations.ts";
import { captureOf, pcapngOf } from "../packets/packet-record.ts";
import { PacketRecorder } from "../packets/packet-recorder.ts";
import { NamespaceNetwork } from "./namespace-network.ts";

const network = new NamespaceNetwork(join(import.meta.dirname, "helper.mjs"), process.env.PATH);
const recorder = new PacketRecorder(await network.packets);
const env = { PATH: process.env.PATH };
const python = async (side, source) => {
  const run = await runToEnd(network.wrap(side, ["python3", "-c", "import socket, struct, time\\n" + source]), { cwd: "/", env, timeoutMs: 40000 });
  if (run.code !== 0) throw new Error(run.stderr);
};
const listen = (side, port, onConnection) =>
  network.listen(side, port).then((server) => server.on("connection", (socket) => {
    socket.on("error", () => undefined);
    onConnection(socket);
  }));

const records = {};
const times = [];
async function check(name, play) {
  const begin = performance.now();
  const recording = await recorder.begin();
  const played = performance.now();
  await play();
  const end = performance.now();
  records[name] = await recording.end();
  times.push(played - begin + performance.now() - end);
}

// Something to stand on the clients' side at all.
const echo = await listen("client", 7000, (socket) => socket.pipe(socket));
const dial = (host, port, rest) => "s = socket.create_connection(('" + host + "', " + port + "))\\n" + rest;
await check("handshake", () => python("client", dial("127.0.0.1", 7000, "s.sendall(b'uva'); assert s.recv(9) == b'uva'")));
await check("refused", () => python("client", "try: socket.create_connection(('10.0.1.193', 54321))\\nexcept ConnectionRefusedError: pass"));
await check("fin", () => python("client", dial("127.0.0.1", 7000, "s.close()")));
await check("rst", () => python("client", dial("127.0.0.1", 7000, "s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0)); s.close()")));
await check("ipv6", () => python("client", dial("::1", 7000, "s.sendall(b'six'); s.recv(9)")));
await check("group", () => python("server", \`
r = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); r.bind(("", 5007))
r.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton("224.1.1.1") + socket.inet_aton("0.0.0.0"))
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 2)
s.sendto(b"uva", ("224.1.1.1", 5007)); s.sendto(b"lua!", ("224.1.1.1", 5007))
assert r.recv(99) == b"uva"; assert r.recv(99) == b"lua!"
# The kernel reports the joining a few milliseconds later: its timer runs until then.
while not any("010101E0" in line and " 0:" in line for line in open("/proc/net/igmp")): time.sleep(0.001)
\`));
await check("nothing", () => undefined);

const big = randomBytes(65536);
const received = [];
const mirror = await listen("server", 7001, (socket) => {
  socket.on("data", (bytes) => received.push(bytes)).on("end", () => socket.end(Buffer.from(big).reverse()));
});
await check("large", async () => {
  const socket = connect({ port: 7001, host: "127.0.0.1", allowHalfOpen: true });
  socket.on("data", () => undefined).end(big);
  await once(socket, "end");
});
const { networks, begin } = records.large;
const { conversations } = conversationsIn(networks[0].store, { side: "server", linkType: 1, begin, mostContent: 1 << 20 });
const whole = conversations.find((one) => one.server.port === 7001);
const isWhole = whole.toServer.content === big.toString("base64") && whole.toClient.content === Buffer.from(big).reverse().toString("base64");

// While a check runs: the datagram that was sent last is there, and the record goes on.
const growing = [];
const running = await recorder.begin();
for (let nth = 0; nth < 50; nth += 1) {
  const socket = createSocket("udp4");
  await new Promise((resolve) => socket.send("word " + nth, 9000, "127.0.0.1", resolve));
  socket.close();
  const { conversations } = captureOf(await running.soFar(), { content: 1024, conversations: 1000 });
  growing.push(conversations.filter(({ protocol }) => protocol === "udp").length);
}
await running.end();

// Neighbours without a pause, each with a word of its own.
const neighbours = [];
for (let nth = 0; nth < 100; nth += 1) {
  const socket = createSocket("udp4");
  await check("neighbour", async () => {
    for (let part = 0; part < 5; part += 1) socket.send("word " + nth + "." + part, 9000, "127.0.0.1");
    await new Promise((resolve) => socket.send("word " + nth + ".end", 9000, "127.0.0.1", resolve));
  });
  socket.close();
  const packets = records.neighbour.networks.map(({ store }) => [...store].map(({ bytes }) => bytes.toString("latin1")));
  const words = packets[0].filter((one) => one.charCodeAt(23) === 17).map((one) => /word .*/.exec(one)?.[0]);
  const icmp = packets[0].filter((one) => one.charCodeAt(23) !== 17);
  neighbours.push({ nth, words, own: icmp.every((one) => one.includes("word " + nth + ".")), client: packets[1].length });
}
delete records.neighbour;
const usual = times.splice(0).sort((one, other) => one - other);

const flood = "s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\\nfor i in range(150000): s.sendto(b'x' * 1400, ('127.0.0.1', 9))";
await check("flood", () => python("server", flood));
await check("after", () => undefined);

const heap = records.flood.networks.flatMap(({ store }) => [...store]).reduce((sum, { bytes }) => sum + bytes.length, 0);
process.stdout.write(JSON.stringify({
  captures: Object.fromEntries(Object.entries(records).map(([name, record]) => [name, captureOf(record)])),
  file: pcapngOf(records.handshake, "sockgrade ex0 handshake").toString("base64"),
  isWhole, received: Buffer.concat(received).equals(big), growing, neighbours,
  millisecondsPerCheck: usual[usual.length >> 1], flood: { heap, endMs: times[0] },
}));
for (const server of [echo, mirror]) server.close();
network.close();
`;

type Told = Readonly<{
  captures: Readonly<Record<string, Capture>>;
  file: string;
  isWhole: boolean;
  received: boolean;
  growing: readonly number[];
  neighbours: readonly Readonly<{
    nth: number;
    words: readonly string[];
    own: boolean;
    client: number;
  }>[];
  millisecondsPerCheck: number;
  flood: Readonly<{ heap: number; endMs: number }>;
}>;

describe.each(users)("the packets of a slot of %s", (_, as) => {
  let told: Told;
  let seen: (check: string) => readonly Conversation[];
  beforeAll(async () => {
    told = JSON.parse((await runInSlot(as, process.execPath, slot)).stdout) as Told;
  });
  beforeEach(() => {
    seen = (check) => told.captures[check]?.conversations ?? [];
  });

  it("show a handshake, what was said and who ended it", () => {
    const content = Buffer.from("uva").toString("base64");
    expect(seen("handshake")).toEqual([
      {
        protocol: "tcp",
        side: "client",
        client: { address: "127.0.0.1", port: expect.any(Number) as number },
        server: { address: "127.0.0.1", port: 7000 },
        syn: expect.any(Number) as number,
        synAck: expect.any(Number) as number,
        toServer: { bytes: 3, content },
        toClient: { bytes: 3, content },
        ended: { by: "client", how: "fin", at: expect.any(Number) as number },
      },
    ]);
    const [{ syn = -1, synAck = -1, ended }] = seen("handshake") as [TcpConversation];
    expect([0, syn, synAck, ended?.at]).toEqual(
      [0, syn, synAck, ended?.at as number].toSorted((one, other) => one - other),
    );
  });

  it("show where nobody listens", () => {
    const to = { address: "10.0.1.193", port: 54_321 };
    expect(seen("refused")).toMatchObject([{ server: to, refused: expect.any(Number) as number }]);
    expect(seen("refused")[0]).not.toHaveProperty("synAck");
  });

  it("can be asked for while the check runs, and miss nothing", () => {
    expect(told.growing).toEqual(Array.from({ length: 50 }, (_unused, nth) => nth + 1));
  });

  it("tell an end from a reset, and IPv6", () => {
    expect(seen("fin")).toMatchObject([{ ended: { by: "client", how: "fin" } }]);
    expect(seen("rst")).toMatchObject([{ ended: { by: "client", how: "rst" } }]);
    expect(seen("ipv6")).toMatchObject([
      { server: { address: "::1", port: 7000 }, toServer: { bytes: 3 } },
    ]);
  });

  it("show datagrams to a group one by one, and who joined it", () => {
    const conversations = seen("group");
    const to = { address: "224.1.1.1", port: 5007 };
    const datagrams = ["uva", "lua!"].map((text) => ({
      bytes: text.length,
      content: Buffer.from(text).toString("base64"),
    }));
    expect(conversations.filter(({ protocol }) => protocol === "udp")).toMatchObject([
      { side: "server", to, group: true, ttl: 2, datagrams: 2, bytes: 7, first: datagrams },
    ]);
    expect(conversations).toContainEqual(
      expect.objectContaining({ name: "igmp v2 report", to: "224.1.1.1" }),
    );
  });

  it("are put together byte for byte, 64 KiB each way", () => {
    expect([told.received, told.isWhole]).toEqual([true, true]);
  });

  it("belong to one check each, none lost and none shared", () => {
    const expected = told.neighbours.map(({ nth }) => ({
      nth,
      words: [0, 1, 2, 3, 4, "end"].map((part) => `word ${nth}.${part}`),
      own: true,
      client: 0,
    }));
    expect(told.neighbours).toEqual(expected);
    expect(told.captures["nothing"]).toEqual({ packets: 0, bytes: 0, conversations: [] });
  });

  it("are bounded under a flood, which neither hangs its check nor reaches the next", () => {
    const { packets = 0, lost = 0, truncated } = told.captures["flood"] ?? {};
    // Each datagram, and at most as many refusals: what the kernel dropped it counted, once.
    expect(packets + lost).toBeGreaterThanOrEqual(150_000);
    expect(packets + lost).toBeLessThanOrEqual(300_000);
    expect(truncated).toBe(true);
    expect(told.flood.heap).toBeLessThanOrEqual(16 << 20);
    expect(told.millisecondsPerCheck).toBeLessThan(50);
    expect(told.flood.endMs).toBeLessThan(5000);
    expect(told.captures["after"]).toMatchObject({ packets: 0 });
  });

  it("are a file that tshark opens, with the handshake in it", async () => {
    const file = join(folder, `handshake-${as.length}.pcapng`);
    writeFileSync(file, Buffer.from(told.file, "base64"));
    const fields =
      "frame.interface_name tcp.flags.syn tcp.flags.ack tcp.dstport frame.time_epoch".split(" ");
    const command = ["tshark", "-r", file, "-T", "fields", ...fields.flatMap((one) => ["-e", one])];
    const { code, stdout } = await runToEnd(command, { ...plain, timeoutMs: 30_000 });
    expect(code).toBe(0);
    const [syn, answer, acknowledged] = stdout.split("\n").map((line) => line.split("\t"));
    expect(syn).toEqual(["clients", "1", "0", "7000", expect.any(String)]);
    expect(answer).toEqual(["clients", "1", "1", expect.any(String), expect.any(String)]);
    expect(acknowledged).toEqual(["clients", "0", "1", "7000", expect.any(String)]);
    expect(Math.abs(Number(syn?.[4]) - Date.now() / 1000)).toBeLessThan(300);
  });
});
