import { build } from "esbuild";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { users } from "./testing-slots.ts";
import type { ToolRun } from "../model/tool.ts";
import { runToEnd } from "../process/spawn.ts";
import { plain, processesWith } from "../process/testing.ts";
import { slotCommand } from "./slot-command.ts";

let folder = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "sockgrade-slot-"));
  chmodSync(folder, 0o755);
  const common = {
    outdir: folder,
    bundle: true,
    format: "esm",
    platform: "node",
    outExtension: { ".js": ".mjs" },
  } as const;
  const source = (name: string, contents: string) =>
    build({
      ...common,
      stdin: { contents, loader: "ts", resolveDir: import.meta.dirname, sourcefile: `${name}.ts` },
      entryNames: name,
      banner,
    });
  await source("helper", 'import { serveClientSide } from "./client-side.ts"; serveClientSide();');
  await source("slot", twoNetworks);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const banner = {
  js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
};

describe.each(users)("a slot of %s", (_, as) => {
  async function inSlot(program: string, entry: string): Promise<ToolRun> {
    const run = await runToEnd([...as, ...slotCommand([program, entry])], {
      ...plain,
      timeoutMs: 50_000,
    });
    if (run.code !== 0)
      throw new Error(`Expected this machine to allow namespaces: ${run.stderr || run.stdout}`);
    return run;
  }

  async function shell(script: string): Promise<string> {
    const file = join(folder, "entry.sh");
    writeFileSync(file, `set -e\n${script}`, { mode: 0o644 });
    return (await inSlot("/bin/sh", file)).stdout.trim();
  }

  it("is called localhost, and its user is an ordinary one", async () => {
    expect(await shell("cat /proc/sys/kernel/hostname; id -u; id -g")).toBe(
      "localhost\n1000\n1000",
    );
  });

  it("sees its own processes only", async () => {
    const pids = (await shell("ls /proc | grep '^[0-9]' | tr '\\n' ' '")).split(" ").map(Number);
    expect(Math.max(...pids)).toBeLessThan(100);
  });

  it("has a network of its own in which every address and port is free", async () => {
    const source = `
import socket
for host, port in [("10.0.1.193", 12345), ("8.8.8.8", 65432), ("127.0.0.1", 12345), ("0.0.0.0", 5007)]:
    server = socket.create_server((host, port))
    client = socket.create_connection((host if host != "0.0.0.0" else "192.168.7.7", port), timeout=20)
    server.accept()[0].sendall(b"x")
    assert client.recv(1) == b"x"
try: socket.create_connection(("93.184.216.34", 80), timeout=20)
except ConnectionRefusedError: print("refused at once")
group = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
group.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton("224.1.1.1") + socket.inet_aton("0.0.0.0"))
print(socket.gethostbyname(socket.gethostname()))
`;
    writeFileSync(join(folder, "every.py"), source);
    expect(
      await shell(
        `python3=$(command -v /usr/bin/python3 || command -v python3)\n$python3 ${folder}/every.py`,
      ),
    ).toBe("refused at once\n127.0.0.1");
  });

  it("does without TIME_WAIT", async () => {
    expect(await shell("cat /proc/sys/net/ipv4/tcp_max_tw_buckets")).toBe("0");
  });

  it("gives every port to everybody", async () => {
    expect(await shell("cat /proc/sys/net/ipv4/ip_unprivileged_port_start")).toBe("0");
  });

  it("says once who joins a group, and at once who leaves", async () => {
    const settings = "cd /proc/sys/net; cat ipv4/conf/lo/force_igmp_version ipv4/igmp_qrv";
    expect(await shell(settings)).toBe("2\n1");
  });

  it("takes with it whatever it has started", async () => {
    const mark = `302.${process.pid}`;
    await shell(`setsid sleep ${mark} >/dev/null 2>&1 &`);
    expect(processesWith(mark)).toEqual([]);
  });

  it("has two sides, joined by whoever listens on both, for programs without privileges", async () => {
    const run = await inSlot(process.execPath, join(folder, "slot.mjs"));
    expect(JSON.parse(run.stdout)).toEqual({
      server: { capabilities: ["0"], newPrivileges: "1" },
      client: { capabilities: ["0"], newPrivileges: "1" },
      areApart: true,
      reached: ["server side", "client side"],
      taken: "EADDRINUSE",
      // Shared ports would be handed out twice.
      takenDatagrams: "EADDRINUSE",
      // A connected socket hears only whom it has sent to.
      heard: ["client side 127.0.0.1", "client side 10.0.1.193", "client side 127.0.1.1"],
      timeWait: { before: ["0", 0], lingering: ["4096", 1], after: ["0", 0] },
      // Where the kernel closes what lingers (Linux 6), the network is as it was.
      isSpent: false,
    });
  });
});

/** The program of a slot for the test above: what both sides of its network are like. */
const twoNetworks = `
import { readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { runToEnd } from "../process/spawn.ts";
import { limitsOf } from "../model/limits.ts";
import { NamespaceNetwork } from "./namespace-network.ts";

const env = { PATH: process.env.PATH };
const network = new NamespaceNetwork(join(import.meta.dirname, "helper.mjs"), env.PATH);
const run = async (side, ...command) =>
  (await runToEnd(network.wrap(side, command, limitsOf()), { cwd: "/", env, timeoutMs: 30000 })).stdout.trim();
const listen = async (side, port) => {
  const server = await network.listen(side, port);
  server.on("connection", (socket) => socket.end(side + " side"));
  return server;
};
const servers = [await listen("server", 12345), await listen("client", 12345)];
const dial = "const s = require('net').connect(12345, '127.0.0.1'); s.on('data', (d) => process.stdout.write(d));";
const rights = async (side) => {
  const status = await run(side, "cat", "/proc/self/status");
  const values = [...status.matchAll(/^Cap\\w+:\\s+0*(\\w+)$/gm)].map((match) => match[1]);
  return { capabilities: [...new Set(values)], newPrivileges: /^NoNewPrivs:\\s+(\\d)/m.exec(status)[1] };
};
const timeWait = async (closes) => {
  if (closes) await run("server", process.execPath, "-e", greeted);
  const tables = ["tcp", "tcp6"].map((table) => readFileSync("/proc/net/" + table, "utf8"));
  const rows = tables.join("").match(/ 06 /g) ?? [];
  return [readFileSync("/proc/sys/net/ipv4/tcp_max_tw_buckets", "utf8").trim(), rows.length];
};
const greeted = "const s = require('net').connect(12345, '127.0.0.1'); s.resume().on('end', () => s.end());";
const upstream = await network.bindDatagrams("server", { address: "0.0.0.0", port: 0 });
const fronts = [upstream];
for (const address of ["::", "10.0.1.193", "127.0.1.1"]) {
  const front = await network.bindDatagrams("client", { address, port: 12345 });
  front.on("message", (to, from) => front.send("client side " + to, from.port, from.address));
  fronts.push(front);
}
const ask = (address, own) => \`
  const s = require("dgram").createSocket("udp4");
  s.bind(0, "\${own}", () => s.connect(12345, "\${address}", () => s.send("\${address}")));
  s.on("message", (m) => (process.stdout.write(m), s.close()));\`;
const hear = (address, own) => run("client", process.execPath, "-e", ask(address, own));
const answer = {
  server: await rights("server"),
  client: await rights("client"),
  areApart: (await run("client", "readlink", "/proc/self/ns/net")) !== readlinkSync("/proc/self/ns/net"),
  reached: [await run("server", process.execPath, "-e", dial), await run("client", process.execPath, "-e", dial)],
  taken: await network.listen("client", 12345).then(() => "free", (error) => /EADDRINUSE/.exec(String(error))?.[0]),
  takenDatagrams: await network.bindDatagrams("server", { address: "0.0.0.0", port: upstream.address().port })
    .then(() => "shared", (error) => /EADDRINUSE/.exec(String(error))?.[0]),
  heard: [await hear("127.0.0.1", "0.0.0.0"), await hear("10.0.1.193", "127.0.0.1"), await hear("127.0.1.1", "0.0.0.0")],
  timeWait: {
    before: await timeWait(true),
    lingering: (network.lingerInTimeWait(), await timeWait(true)),
    after: (await network.forgetTimeWait(), await timeWait(false)),
  },
  isSpent: network.isSpent,
};
process.stdout.write(JSON.stringify(answer));
for (const server of [...servers, ...fronts]) server.close();
network.close();
`;
