import { once } from "node:events";
import { afterEach, expect, it } from "vitest";
import { silence } from "./silence.ts";
import { python, stopAll } from "./testing.ts";

afterEach(stopAll);

it("knows whether a process is there, and never calls it settled", async () => {
  const { pid, child } = python("input()");
  expect(silence.look(pid, undefined)).toMatchObject({
    alive: true,
    processes: [pid],
    motion: "timed",
    waiting: { on: "unknown" },
    readsKeyboard: false,
  });
  const exit = once(child, "exit");
  child.stdin.end();
  await exit;
  expect(silence.look(pid, undefined)).toMatchObject({
    alive: false,
    processes: [],
    waiting: { on: "exited" },
  });
});

it("knows no sockets, no groups and no keyboard", () => {
  expect([
    silence.kind,
    silence.sockets(process.pid),
    silence.allSockets(process.pid),
    silence.groups(process.pid),
    silence.stdinIdentity(process.pid),
  ]).toEqual(["silence", [], [], undefined, undefined]);
});
