import { mkdtempSync, rmSync, chmodSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { bundle, runInSlot, users } from "../sandbox/testing-slots.ts";
import { joinedSince, parseIgmp, parseIgmp6 } from "./groups.ts";
import { kernel } from "./testing.ts";

const folder = mkdtempSync(join(tmpdir(), "sockgrade-groups-"));
chmodSync(folder, 0o755);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the tables", () => {
  it("name the interface in a line of its own for IPv4", () => {
    const table = [
      "Idx\tDevice    : Count Querier\tGroup    Users Timer\tReporter",
      "1\tlo        :     2      V3",
      "\t\t\t\t010101E0     2 0:00000000\t\t0",
      "\t\t\t\t010000E0     1 0:00000000\t\t0",
      "12\tenp0s31f6:     2      V2",
      "\t\t\t\t030202E0     1 1:00000123\t\t1",
      "\t\t\t\t010000E0     1 0:00000000\t\t0",
      "",
    ];
    expect(parseIgmp(table.join("\n"))).toEqual([
      { address: "224.1.1.1", interface: "lo", users: 2 },
      { address: "224.2.2.3", interface: "enp0s31f6", users: 1 },
    ]);
  });

  it("name it in every line for IPv6, with groups that every node is in", () => {
    const table = [
      "1    lo              ff150000000000000000000000000001     2 00000004 0",
      "1    lo              ff020000000000000000000000000001     1 0000000C 0",
      "1    lo              ff010000000000000000000000000001     1 00000008 0",
      "3    eth0            ff0200000000000000000001ff000001     1 00000004 0",
      "3    eth0            ff020000000000000000000000000101     1 00000004 0",
      "",
    ];
    expect(parseIgmp6(table.join("\n"))).toEqual([
      { address: "ff15::1", interface: "lo", users: 2 },
      { address: "ff02::101", interface: "eth0", users: 1 },
    ]);
  });

  it("are nobody's when the process is gone", () => {
    expect(kernel.groups(2 ** 22 + 1)).toBeUndefined();
  });
});

it("tells how many more have joined", () => {
  const one = { address: "224.1.1.1", interface: "lo", users: 1 };
  const other = { address: "224.1.1.1", interface: "eth0", users: 1 };
  expect(joinedSince([one], [{ ...one, users: 3 }, other])).toEqual([{ ...one, users: 2 }, other]);
  expect(joinedSince([one, other], [one])).toEqual([]);
});

describe.each(users)("real programs, started by %s", (_, as) => {
  it("show their groups, each its own number of sockets", async () => {
    const entry = await bundle(folder, "groups", inSlot);
    const { stdout } = await runInSlot(as, process.execPath, entry);
    const receivers = (more: number) => [{ address: "224.1.1.1", interface: "lo", users: more }];
    const receivers6 = (more: number) => [{ address: "ff15::1", interface: "lo", users: more }];
    expect(JSON.parse(stdout)).toEqual({
      before: [],
      first: receivers(1),
      second: receivers(1),
      six: receivers6(1),
      listensOnly: [],
      all: [...receivers(2), ...receivers6(1)],
      afterTheFirst: [...receivers(1), ...receivers6(1)],
      gone: [],
    });
  });
});

/** Starts receivers one by one, and looks after each. */
const inSlot = `
import { spawn } from "node:child_process";
import { once } from "node:events";
import { detectKernel } from "../kernel/kernel.ts";
import { joinedSince } from "../kernel/groups.ts";

const kernel = detectKernel();
const socketOf = (family) => \`import socket, struct
s = socket.socket(socket.\${family}, socket.SOCK_DGRAM)
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("", 5007))
\`;
const join = \`s.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, struct.pack("=4sl", socket.inet_aton("224.1.1.1"), socket.INADDR_ANY))
\`;
const join6 = \`s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, socket.inet_pton(socket.AF_INET6, "ff15::1") + struct.pack("@I", socket.if_nametoindex("lo")))
\`;
const programs = [];
async function start(source) {
  const child = spawn("python3", ["-u", "-c", source + "print('ready')\\ns.recv(1)"], { stdio: ["pipe", "pipe", "inherit"] });
  programs.push(child);
  await once(child.stdout, "data");
  return child;
}
async function end(child) {
  child.kill("SIGKILL");
  await once(child, "exit");
}
async function joins(source) {
  const before = kernel.groups(process.pid);
  const { pid } = await start(source);
  return joinedSince(before, kernel.groups(pid));
}
const seen = {};
seen.before = kernel.groups(process.pid);
seen.first = await joins(socketOf("AF_INET") + join);
seen.second = await joins(socketOf("AF_INET") + join);
seen.six = await joins(socketOf("AF_INET6") + join6);
seen.listensOnly = await joins(socketOf("AF_INET"));
seen.all = kernel.groups(process.pid);
await end(programs.shift());
seen.afterTheFirst = kernel.groups(process.pid);
for (const program of programs) await end(program);
seen.gone = kernel.groups(process.pid);
console.log(JSON.stringify(seen));
process.exit(0);
`;
