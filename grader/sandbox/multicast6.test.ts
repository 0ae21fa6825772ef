import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Capture } from "../model/conversation.ts";
import { SharedNetwork } from "./shared-network.ts";
import { bundle, runInSlot, users } from "./testing-slots.ts";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sockgrade-multicast6-"));
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Told = Readonly<{
  opened: readonly boolean[];
  got: Readonly<Record<string, readonly string[]>>;
  ipv4: readonly string[];
  capture: Capture;
}>;

describe.each(users)("multicast over IPv6 in a slot of %s", (_, as) => {
  it("reaches everybody who joined, on whatever interface, and is seen", async () => {
    await bundle(folder, "helper", helper);
    const entry = await bundle(folder, "slot", inSlot);
    const { stdout } = await runInSlot(as, process.execPath, entry);
    const told = JSON.parse(stdout) as Told;
    expect(told.opened).toEqual([true, true]);
    const words = ["default", "lo", "eth0", "1"].map((way) => `sent by ${way}`);
    expect(told.got).toEqual({ "0": words, lo: words, wlan0: words, "1": words, nobody: [] });
    expect(told.ipv4).toEqual(["as ever"]);
    expect(told.capture.conversations.filter(({ protocol }) => protocol === "udp")).toEqual(
      words.map((word) =>
        expect.objectContaining({
          side: "server",
          to: { address: "ff15::1", port: 5007 },
          group: true,
          ttl: 2,
          first: [expect.objectContaining({ content: Buffer.from(word).toString("base64") })],
        }),
      ),
    );
    expect(told.capture.conversations).toContainEqual(
      expect.objectContaining({ name: "icmpv6 mld v1 report", to: "ff15::1" }),
    );
  });
});

it("is not opened on the machine's own network", async () => {
  expect(await new SharedNetwork().openMulticast6()).toBe(false);
});

const helper = 'import { serveClientSide } from "./client-side.ts"; serveClientSide();';

/** Five receivers, four of them in the group, and a datagram for each way to choose an interface. */
const inSlot = `
import { once } from "node:events";
import { join } from "node:path";
import { spawn } from "node:child_process";
import { PacketRecorder } from "../packets/packet-recorder.ts";
import { captureOf } from "../packets/packet-record.ts";
import { NamespaceNetwork } from "./namespace-network.ts";

const network = new NamespaceNetwork(join(import.meta.dirname, "helper.mjs"), process.env.PATH);
const recorder = new PacketRecorder(await network.packets);
const programs = [];
async function python(source) {
  const [command, ...args] = network.wrap("server", ["python3", "-u", "-c", "import socket, struct\\n" + source]);
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
  const program = { child, text: "", closed: once(child, "close") };
  child.stdout.on("data", (bytes) => (program.text += bytes));
  programs.push(program);
  return program;
}
const linesOf = (text) => text.trim().split("\\n");
const by = (index) => "socket.if_nametoindex('" + index + "')";
const indexOf = (name) => (/^\\d/.test(name) ? name : by(name));
const group = "socket.inet_pton(socket.AF_INET6, 'ff15::1')";
const receiver = (join) => python(\`
s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("", 5007))
\${join}
print("ready")
while (text := s.recv(99).decode()) != "end": print(text)
\`);
const sender = (choice, text) => python(\`
s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, 2)
\${choice}
s.sendto("\${text}".encode(), ("ff15::1", 5007))
\`);
const opened = [await network.openMulticast6(), await network.openMulticast6()];
const recording = await recorder.begin();
const receivers = {};
for (const name of ["0", "lo", "wlan0", "1"])
  receivers[name] = await receiver("s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, " + group + " + struct.pack('@I', " + indexOf(name) + "))");
// IPV6_MULTICAST_ALL (29) off: who did not join gets nothing, whoever else on this machine did.
receivers.nobody = await receiver("s.setsockopt(socket.IPPROTO_IPV6, 29, 0)");
for (const program of programs) while (!program.text.includes("\\n")) await once(program.child.stdout, "data");
for (const way of ["default", "lo", "eth0", "1"]) {
  const choice = way === "default" ? "" : "s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, " + indexOf(way) + ")";
  await (await sender(choice, "sent by " + way)).closed;
}
const capture = captureOf(await recording.soFar());
const last = await sender("", "end");
await last.closed;
for (const name of ["0", "lo", "wlan0", "1"]) await receivers[name].closed;
receivers.nobody.child.kill("SIGKILL");
await receivers.nobody.closed;
const ipv4 = await python(\`
r = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); r.bind(("", 5007))
r.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton("224.1.1.1") + socket.inet_aton("0.0.0.0"))
socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"as ever", ("224.1.1.1", 5007))
print(r.recv(99).decode())\`);
await ipv4.closed;
const got = Object.fromEntries(Object.entries(receivers).map(([name, { text }]) => [name, linesOf(text).slice(1)]));
network.close();
process.stdout.write(JSON.stringify({ opened, got, ipv4: linesOf(ipv4.text), capture }), () => process.exit(0));
`;
