import { afterEach, describe, expect, it } from "vitest";
import type { ProgramLook, SocketView } from "./kernel.ts";
import { inFlight, isAboutToGoOn, still } from "./stillness.ts";
import { kernel, lookUntil, numberFrom, python, stopAll, until } from "./testing.ts";

afterEach(stopAll);

const blocked: ProgramLook = {
  alive: true,
  processes: [1],
  motion: "blocked",
  wakesInMs: undefined,
  longestTimerMs: undefined,
  ticking: false,
  fingerprint: "a",
  steadyFingerprint: "a",
  waits: [{ on: "keyboard" }],
  waiting: { on: "keyboard" },
  readsKeyboard: true,
  accepting: false,
  receiving: [],
  awaitsDatagram: false,
  cpuMs: 1,
};
const ended: ProgramLook = { ...blocked, alive: false, fingerprint: "" };
const timed: ProgramLook = { ...blocked, motion: "timed" };
const moving: ProgramLook = { ...blocked, motion: "moving" };

describe("still", () => {
  it.each([
    ["settled", [blocked, ended], [blocked, { ...ended, fingerprint: "reaped" }]],
    ["settled", [], []],
    ["moving", [blocked], [ended]],
    ["moving", [blocked, moving], [blocked, moving]],
    ["moving", [blocked], [{ ...blocked, fingerprint: "b", steadyFingerprint: "b" }]],
    ["moving", [blocked], [blocked, blocked]],
    ["ticking", [blocked, timed], [blocked, timed]],
    ["ticking", [timed], [{ ...timed, fingerprint: "b" }]],
    ["moving", [timed], [{ ...timed, steadyFingerprint: "b" }]],
    ["moving", [moving], [blocked]],
  ] as const)("is %s", (expected, before, after) => {
    expect(still(before, after)).toBe(expected);
  });

  it("finds two programs that wait for each other settled, and not once one is typed to", async () => {
    const server = python(
      'import socket\ns = socket.create_server(("127.0.0.1", 0))\nprint(s.getsockname()[1])\nc, _ = s.accept()\nc.recv(10)\ninput()',
    );
    await lookUntil(server, (look) => look.accepting);
    const client = python(
      `import socket\ns = socket.create_connection(("127.0.0.1", ${await numberFrom(server)}))\ninput()\ns.sendall(b"x")\ns.recv(10)`,
    );
    const both = [server, client].map(({ pid }) => ({ pid, keyboard: kernel.stdinIdentity(pid) }));
    const look = () => both.map(({ pid, keyboard }) => kernel.look(pid, keyboard));
    const judge = () => {
      const before = look();
      const sockets = both.flatMap(({ pid }) => kernel.sockets(pid));
      const after = look();
      const receiving = after.flatMap((each) => each.receiving);
      return {
        verdict: still(before, after),
        inFlight: inFlight(sockets, receiving),
        waiting: after.map((each) => each.waiting.on),
      };
    };
    const first = await until(
      judge,
      ({ verdict, inFlight: busy }) => verdict === "settled" && !busy,
    );
    expect(first.waiting).toEqual(["recv", "keyboard"]);
    const before = look();
    client.child.stdin.write("\n");
    await lookUntil(client, (each) => each.waiting.on === "recv");
    expect(still(before, look())).toBe("moving");
    const second = await until(
      judge,
      ({ verdict, inFlight: busy }) => verdict === "settled" && !busy,
    );
    expect(second.waiting).toEqual(["keyboard", "recv"]);
  });
});

it("never finds two programs settled that keep each other awake", async () => {
  const source =
    'import os\na, b = os.pipe(), os.pipe()\nif os.fork() == 0: a, b = b, a\nelse: os.write(b[1], b"x")\nwhile True: os.write(a[1], os.read(b[0], 1))';
  const program = python(source);
  await lookUntil(program, (look) => look.processes.length === 2 && look.cpuMs > 100);
  const verdicts = Array.from({ length: 1000 }, () => {
    const before = [kernel.look(program.pid, undefined)];
    return still(before, [kernel.look(program.pid, undefined)]);
  });
  expect(new Set(verdicts)).toEqual(new Set(["moving"]));
});

describe("inFlight", () => {
  const socket: SocketView = {
    protocol: "tcp",
    state: "established",
    local: { address: "127.0.0.1", port: 1 },
    remote: { address: "127.0.0.1", port: 2 },
    rxQueue: 0,
    txQueue: 0,
    inode: 7,
  };

  it.each([
    [false, socket],
    [true, { ...socket, rxQueue: 3 }],
    [false, { ...socket, rxQueue: 3, inode: 8 }],
    [true, { ...socket, txQueue: 3 }],
    [true, { ...socket, txQueue: 1, state: "fin-wait-1" }],
    [false, { ...socket, txQueue: 3, stalled: true }],
    [false, { ...socket, txQueue: 128, state: "listen" }],
    [true, { ...socket, rxQueue: 1, state: "listen" }],
    [true, { ...socket, rxQueue: 3, protocol: "udp", state: "bound" }],
  ] as const)("is %s for %o", (expected, each) => {
    expect(inFlight([each], [7])).toBe(expected);
  });

  it.each([
    ["a reader that has read everything", true, { rxQueue: 0 }],
    ["a reader that leaves things unread", false, { rxQueue: 3 }],
  ])("knows a closed window that %s keeps closed, or opens: %s", (_, expected, reader) => {
    const sender = { ...socket, txQueue: 3, stalled: true };
    expect(isAboutToGoOn(sender, { ...socket, ...reader })).toBe(expected);
    expect(isAboutToGoOn({ ...sender, txQueue: 0 }, { ...socket, ...reader })).toBe(false);
  });
});
