import { expect, it } from "vitest";
import { causeOf, ServerRehearsal } from "./testing.ts";

const echo = `
c = s.accept()[0]
while True:
    data = c.recv(1024)
    if not data: break
    c.sendall(data)
c.close()
`;

const mebibyte = Buffer.from(
  Array.from({ length: 1 << 16 }, (_, at) => `${String(at).padStart(15, "0")}\n`).join(""),
);

it("writes and reads a mebibyte at the same time", async () => {
  await using rehearsal = new ServerRehearsal();
  await rehearsal.serve(echo);
  const peer = await rehearsal.peer();
  await peer.exchanges(mebibyte);
  await peer.exchanges("and a word");
  await peer.seesAllThenEnd(mebibyte.subarray(0, 300_000));
  // The trace keeps what somebody may want to look at, and counts the rest.
  const wire = rehearsal.stage.trace.filter((event) => event.kind === "wire");
  expect(
    wire.reduce((sum, { bytes, length = 0 }) => sum + (length || bytes.length), 0),
  ).toBeGreaterThan(2 * mebibyte.length);
  expect(Math.max(...wire.map(({ bytes }) => bytes.length))).toBeLessThan(10_000);
});

it("says how much came back from one that stops reading, without waiting for a clock", async () => {
  await using rehearsal = new ServerRehearsal();
  await rehearsal.serve(`
c = s.accept()[0]
for _ in range(100):
    c.sendall(c.recv(1024))
s.accept()`);
  const peer = await rehearsal.peer();
  const cause = await causeOf(peer.exchanges(mebibyte));
  expect(cause).toMatchObject({ kind: "incomplete", sent: 1 << 20, isClosed: false });
  expect(cause.waits).toMatchObject({ server: { on: "accept" } });
  const { received } = cause as Extract<typeof cause, { kind: "incomplete" }>;
  expect(received).toBeGreaterThan(0);
  expect(received).toBeLessThanOrEqual(100 * 1024);
});

it("finds one wrong byte in a mebibyte, and shows what stands around it", async () => {
  await using rehearsal = new ServerRehearsal();
  await rehearsal.serve(`
c, at = s.accept()[0], 0
while True:
    data = bytearray(c.recv(1024))
    if at <= 500_000 < at + len(data): data[500_000 - at] = 33
    c.sendall(data)
    at += len(data)`);
  const cause = await causeOf((await rehearsal.peer()).exchanges(mebibyte));
  expect(cause).toMatchObject({ kind: "wrong-bytes", offset: 16, before: 500_000 - 16 });
  const { expected, actual } = cause as Extract<typeof cause, { kind: "wrong-bytes" }>;
  expect(Buffer.from(expected, "base64").equals(mebibyte.subarray(499_984, 500_048))).toBe(true);
  expect(Buffer.from(actual, "base64")[16]).toBe(33);
});

it.each([
  ["more than was sent", "c.sendall(c.recv(99) * 2)\ns.accept()", "wrong-bytes"],
  ["nothing", "c.recv(99)\ns.accept()", "not-sent"],
  ["nothing, as nobody accepts", "input()", "not-accepted"],
  ["nothing, as a thread has died", "threading.Thread(target=c.no_such).start()", "crashed"],
  ["nothing, from one that has ended", "c.recv(99)", "exited-early"],
])("tells what came instead: %s", async (_, body, kind) => {
  await using rehearsal = new ServerRehearsal();
  const accepts = body === "input()" ? "" : "import threading\nc = s.accept()[0]\n";
  await rehearsal.serve(accepts + body);
  const peer = await rehearsal.peer();
  expect(await causeOf(peer.exchanges("uva"))).toMatchObject({ kind });
});

it("says that a connection was closed where it had answered before", async () => {
  await using rehearsal = new ServerRehearsal();
  await rehearsal.serve(
    "while True:\n    c = s.accept()[0]\n    c.sendall(c.recv(99))\n    c.close()",
  );
  const peer = await rehearsal.peer();
  await peer.exchanges("uva");
  expect(await causeOf(peer.exchanges("lua"))).toMatchObject({ kind: "closed-early" });
});

it("takes any of several answers, and a line end where that is fine", async () => {
  await using rehearsal = new ServerRehearsal();
  await rehearsal.serve("c = s.accept()[0]\nwhile True: c.sendall(c.recv(99).upper() + b'\\r\\n')");
  const peer = await rehearsal.peer();
  const answers = [Buffer.from("lua"), Buffer.from("LUA")];
  await peer.exchanges("lua", { answers, lineEndIsFine: true });
  expect(rehearsal.stage.notes).toEqual([{ kind: "ends-with-newline", actor: "server" }]);
  const cause = await causeOf(peer.exchanges("lua", { answers }));
  expect(cause).toMatchObject({ kind: "wrong-bytes", offset: 3 });
});
