import { expect, it } from "vitest";
import { leavesNothing } from "./leftovers.ts";
import { causeOf, ServerRehearsal, threadPerClient } from "./testing.ts";

/** Serves clients one after the other; counts all that have come. */
function serving(rehearsal: ServerRehearsal) {
  const served = { clients: 0 };
  const serve = async (clients: number) => {
    for (let nth = 0; nth < clients; nth += 1) {
      const peer = await rehearsal.peer();
      await peer.exchanges("uva", { quickly: true });
      peer.end();
      served.clients += 1;
    }
  };
  return { served, story: () => leavesNothing(rehearsal.stage, rehearsal.server, serve) };
}

const once = "def talk(c):\n    with c: c.sendall(c.recv(9)); c.recv(9)\n";

it("is content at once with a server that cleans up", async () => {
  await using rehearsal = new ServerRehearsal();
  await rehearsal.serve(once + threadPerClient);
  const { served, story } = serving(rehearsal);
  await story();
  expect(served.clients).toBe(3);
});

it("is content with a pool, whose threads come with the clients and stay", async () => {
  await using rehearsal = new ServerRehearsal();
  await rehearsal.serve(`${once}
import queue, threading
jobs = queue.Queue()
def work():
    while True: talk(jobs.get())
for nth in range(10**9):
    jobs.put(s.accept()[0])
    if nth < 20: threading.Thread(target=work, daemon=True).start()`);
  const { served, story } = serving(rehearsal);
  await story();
  expect(served.clients).toBeGreaterThan(20);
});

it("is content with a variable that holds the last connection", async () => {
  await using rehearsal = new ServerRehearsal();
  await rehearsal.serve("while True:\n    c = s.accept()[0]\n    c.sendall(c.recv(9))");
  const { served, story } = serving(rehearsal);
  await story();
  expect(served.clients).toBe(7);
});

it.each([
  ["descriptors", "kept = []\ndef talk(c): kept.append(c); c.sendall(c.recv(9)); c.recv(9)", 37],
  [
    "zombies",
    "import os\ndef talk(c):\n    with c: c.sendall(c.recv(9)); c.recv(9)\n    if os.fork() == 0: os._exit(0)",
    37,
  ],
  [
    "threads",
    `import threading\ndef talk(c):
    with c: c.sendall(c.recv(9)); c.recv(9)
    threading.Event().wait()`,
    117,
  ],
])("finds %s that every client leaves behind", async (what, talk, clients) => {
  await using rehearsal = new ServerRehearsal({ limits: { processes: 256 } });
  await rehearsal.serve(`${talk}\n${threadPerClient}`);
  const cause = await causeOf(serving(rehearsal).story());
  expect(cause).toMatchObject({ kind: "left-behind", actor: "server", what, clients });
});
