import { createSocket } from "node:dgram";
import { expect, it } from "vitest";
import type { Launch } from "../model/submission.ts";
import { plain, pythonPath } from "../process/testing.ts";
import type { DatagramParty } from "../wire/datagram-party.ts";
import { hasDatagramsUnderWay } from "./datagrams-under-way.ts";
import { startDatagramServer } from "./datagram-server.ts";
import { CheckFailure } from "./failure.ts";
import type { ProgramActor } from "./program-actor.ts";
import { Stage } from "./stage.ts";
import { Rehearsal } from "./testing.ts";
import { until } from "./until.ts";

const udp = `
import socket, struct, sys
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
`;

it("waits for who set SO_RCVTIMEO, though the kernel shows a receive without end", async () => {
  await using rehearsal = new Rehearsal();
  const actor = await rehearsal.python(
    "server",
    `${udp}
s.bind(("127.0.0.1", 0))
s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", 0, 150_000))
print("waiting")
try:
    s.recv(10)
except BlockingIOError:
    print("nobody came")
s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", 0, 0))
s.recv(10)
`,
  );
  const outcome = await until(rehearsal.stage, () => actor.screen.text.includes("nobody came"), [
    actor,
  ]);
  expect(outcome).toEqual({ reached: true });
});

it("gives up in the end on who waits for a datagram that nobody will send", async () => {
  await using rehearsal = new Rehearsal();
  const actor = await rehearsal.python("server", `${udp}s.bind(("127.0.0.1", 0))\ns.recv(10)`);
  const outcome = await until(rehearsal.stage, () => undefined, [actor]);
  expect(outcome).toMatchObject({ stuck: { why: "settled" } });
  expect(actor.look()).toMatchObject({
    awaitsDatagram: true,
    motion: "blocked",
    waiting: { on: "recv", datagram: true },
  });
});

it("does not rest while a datagram lies unread in a socket of the grader's", async () => {
  await using rehearsal = new Rehearsal();
  const { kernel } = rehearsal.stage;
  // Plays the grader: holds a socket, and does not come to reading.
  const holder = await rehearsal.python(
    "client",
    `${udp}s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])
input()
s.recv(10)
input()`,
  );
  const typesNext = async () => {
    const atKeyboard = await holder.comesToKeyboard();
    expect(atKeyboard).toBeUndefined();
  };
  await typesNext();
  const port = Number(holder.screen.text);
  const party = {
    ports: [port],
    isSending: false,
    whenSettled: () => false,
    close: () => undefined,
  };
  const isUnderWay = (parties: readonly DatagramParty[], programs: readonly ProgramActor[]) =>
    hasDatagramsUnderWay(parties, programs, kernel);
  expect(isUnderWay([party], [])).toBe(false);
  const sender = createSocket("udp4");
  await new Promise((resolve) => sender.send("", port, "127.0.0.1", resolve));
  sender.close();
  expect(isUnderWay([party], [])).toBe(true);
  expect(isUnderWay([], [])).toBe(false);
  // In a program's own socket it is counted by who asks about that program.
  expect(isUnderWay([party], [holder])).toBe(false);
  holder.typeNow("read");
  await typesNext();
  expect(isUnderWay([party], [])).toBe(false);
  expect(isUnderWay([{ ...party, isSending: true }], [])).toBe(true);
});

/** A stage whose server is this Python program. */
async function stageWith(rehearsal: Rehearsal, source: string, ports: readonly number[]) {
  const path = rehearsal.write("server.py", source);
  const launch: Launch = {
    role: "server",
    language: "python",
    file: "server.py",
    command: [await pythonPath(), "-u", path],
    shown: ["python", "server.py"],
    cwd: path.slice(0, path.lastIndexOf("/")),
    env: plain.env,
    interpreters: [],
    ports,
    foreignAddresses: [],
  };
  const { kernel, network, enclosure, limits } = rehearsal.stage;
  const prepared = { server: { status: "ready", launch } } as const;
  const rest = { candidates: [], knowledge: {}, port: 12_345, terminal: false, wallMs: 60_000 };
  const stage = new Stage({ kernel, network, enclosure, limits, prepared, ...rest });
  stage.datagrams = [];
  return stage;
}

it("takes a server for ready when its port is bound, not when it has one only to send from", async () => {
  await using rehearsal = new Rehearsal();
  const free = await rehearsal.stage.network.freePort();
  const source = `${udp}
s.sendto(b"here I am", ("127.0.0.1", 9))
import os
while not os.path.exists("go-on"):
    pass
t = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
t.bind(("127.0.0.1", ${free}))
input()
`;
  await using stage = await stageWith(rehearsal, source, [free]);
  let isReady = false;
  const ready = startDatagramServer(stage).finally(() => (isReady = true));
  // It computes until it is told to go on, so that it is never at rest: nobody gives it up meanwhile.
  const hasSent = () => stage.programs[0]?.sockets().some(({ state }) => state === "bound");
  for (let turn = 0; turn < 2000 && hasSent() !== true; turn += 1) await stage.stir(5);
  await stage.stir(5);
  expect(isReady).toBe(false);
  rehearsal.write("go-on", "");
  const { listening } = await ready;
  expect(listening).toEqual({ address: "127.0.0.1", port: free });
  expect(stage.trace.at(-1)).toMatchObject({ kind: "listening", protocol: "udp" });
});

it("tells a server for TCP from one that is none", async () => {
  await using rehearsal = new Rehearsal();
  const source = `
import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
s.listen()
s.accept()
`;
  await using stage = await stageWith(rehearsal, source, []);
  const failure = await startDatagramServer(stage).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(CheckFailure);
  expect((failure as CheckFailure).reason).toMatchObject({
    kind: "wrong-transport",
    expected: "udp",
    actual: "tcp",
    transport: "udp",
  });
});
