import { expect, test } from "vitest";
import type { TraceEvent } from "../model/trace.ts";
import type { Endpoint } from "../model/waiting.ts";
import { pageFor } from "./page.ts";
import { picture } from "./picture.ts";

const page = pageFor({ language: "en", colour: false, columns: 80 });
const draw = (trace: readonly TraceEvent[]): string =>
  picture(trace, { server: "s.py", client: "c.py" }, page).join("\n");
const screen = (
  at: number,
  actor: "server" | "client" | "client2",
  text: string,
  stream: "stdout" | "stderr" = "stdout",
): TraceEvent => ({ at, kind: "screen", actor, stream, text });
const wire = (
  at: number,
  from: "server" | "client" | "client2" | "peer",
  to: "server" | "client" | "peer",
  text: string,
): TraceEvent => ({
  at,
  kind: "wire",
  from,
  to,
  bytes: Buffer.from(text).toString("base64"),
});

test("an empty trace has no picture", () => {
  expect(picture([], {}, page)).toEqual([]);
});

test("a state that netstat shows stands on the wire, by its name in RFC 9293", () => {
  const [local, remote] = [40_000, 65_432].map((port) => ({ address: "127.0.0.1", port }));
  const drawn = draw([
    screen(1, "server", "up\n"),
    screen(2, "client", "bye\n"),
    {
      at: 3,
      kind: "state",
      actor: "client",
      state: "time-wait",
      local: local as Endpoint,
      remote: remote as Endpoint,
    },
  ]);
  expect(drawn.replaceAll(/\s+/g, " ")).toContain("TIME-WAIT 127.0.0.1:40000 ↔ 127.0.0.1:65432");
});

test("chunks join to lines, what is typed stands after its prompt, and time decides the order", () => {
  const drawn = draw([
    { at: 3, kind: "typed", actor: "client", text: "pipoca\n" },
    screen(1, "client", "Digi"),
    screen(2, "client", "te:"),
    wire(4, "client", "server", "pipoca"),
    screen(5, "server", "got pipoca\r"),
    screen(6, "server", "\n> "),
    { at: 7, kind: "waiting", actor: "server", waiting: { on: "sleep" } },
  ]);
  expect(drawn.replaceAll(/ +/g, " ")).toBe(
    [
      " server · s.py wire client · c.py",
      " Digite: ⌨ pipoca",
      ' got pipoca ◀── 6 B "pipoca"',
      " >",
      " ⏸ in sleep()",
    ].join("\n"),
  );
});

test("what goes to stderr does not join the open line", () => {
  expect(draw([screen(1, "server", "reply: "), screen(2, "server", "Error\n", "stderr")])).toBe(
    "   server · s.py\n   reply:\n   Error",
  );
});

test("several clients are told apart by their numbers, on their screens and on the wire", () => {
  const drawn = draw([
    wire(1, "client", "server", "a"),
    wire(2, "client2", "server", "b"),
    screen(3, "client2", "sent\n"),
    { at: 4, kind: "missed", actor: "client", step: "exits" },
  ]);
  expect(drawn).toContain('◀── [1] 1 B "a"');
  expect(drawn).toMatch(/◀── \[2\] 1 B "b" +\[2\] sent/);
  expect(drawn).toContain("[1] ✗ expected it to end");
});

test("the grader's peer takes the part that no program plays", () => {
  expect(draw([wire(1, "peer", "server", "a")])).toMatch(
    /^ +server · s\.py +wire +sockgrade \(as the client\)\n +◀── 1 B "a"$/,
  );
  expect(draw([wire(1, "peer", "client", "a")])).toMatch(
    /^ +sockgrade \(as the server\) +wire +client · c\.py\n +──▶ 1 B "a"$/,
  );
});

test("an end that was seen is not told twice", () => {
  const drawn = draw([
    { at: 1, kind: "listening", actor: "server", address: "::", port: 5007 },
    { at: 2, kind: "exit", actor: "server", signal: "SIGSEGV" },
    {
      at: 3,
      kind: "waiting",
      actor: "server",
      waiting: { on: "exited", code: undefined, signal: "SIGSEGV" },
    },
  ]);
  expect(drawn).toBe("   server · s.py\n   LISTEN [::]:5007\n   ■ ended (signal SIGSEGV)");
});

test("a picture that never ends is folded", () => {
  const rounds = Array.from({ length: 500 }, (_, at) => [
    wire(2 * at, "client", "server", `${at}`),
    screen(2 * at + 1, "server", `${at}\n`),
  ]).flat();
  const lines = draw(rounds).split("\n");
  expect(lines.length).toBeLessThan(70);
  expect(lines).toContainEqual(expect.stringContaining("… 940 steps …"));
  expect(lines.at(-1)).toMatch(/^ +499 +◀── 3 B "499"$/);
});

test("a huge message is shown by its ends", () => {
  const drawn = draw([wire(1, "server", "client", `begin${"x".repeat(100_000)}end\n`)]);
  expect(drawn).toContain("100,009 B");
  expect(drawn).toContain('"beginxxxxxxx');
  expect(drawn).toContain('end\\n"');
});

test("who joins a group stands on the wire, and a datagram to it names where it goes and nobody in it", () => {
  const group = { address: "224.1.1.1", port: 5007 };
  const bytes = Buffer.from("uva").toString("base64");
  const drawn = picture(
    [
      { at: 1, kind: "joined", actor: "receiver", ...group },
      { at: 2, kind: "joined", actor: "receiver2", ...group },
      {
        at: 3,
        kind: "wire",
        from: "sender",
        to: "receiver",
        bytes,
        datagram: true,
        destination: group,
      },
      { at: 4, kind: "screen", actor: "receiver2", stream: "stdout", text: "uva\n" },
    ],
    { receiver: "r.py", sender: "s.py" },
    pageFor({ language: "en", colour: false, columns: 120 }),
  ).join("\n");
  expect(drawn.replaceAll(/[ \u00a0]+/g, " ")).toBe(
    [
      " receiver · r.py wire sender · s.py",
      " JOIN [1] 224.1.1.1:5007",
      " JOIN [2] 224.1.1.1:5007",
      ' [2] uva ◀── 3 B "uva"',
      " → 224.1.1.1:5007",
    ].join("\n"),
  );
});
