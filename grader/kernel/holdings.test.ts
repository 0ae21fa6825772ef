import { readdirSync } from "node:fs";
import { afterEach, expect, it } from "vitest";
import type { Holdings } from "./kernel.ts";
import { kernel, python, start, type Started, stopAll, until } from "./testing.ts";

afterEach(stopAll);

/** Looks until the program holds that; the last look is shown when it never does. */
async function holdingsOf(
  { pid }: Started,
  fits: (holdings: Holdings) => boolean,
): Promise<Holdings> {
  return await until(() => kernel.holdings(pid) as Holdings, fits);
}

it("counts threads, children, the dead that nobody waits for, and descriptors", async () => {
  const program = python(`
import os, socket, threading
print('bare', flush=True)
input()
for _ in range(3): threading.Thread(target=threading.Event().wait, daemon=True).start()
ends = [socket.socketpair() for _ in range(5)]
if os.fork() == 0: os._exit(0)
if os.fork() == 0:
    os.closerange(0, 4096)
    threading.Event().wait()
print('full', flush=True)
input()`);
  await until(program.screen, (text) => text.includes("bare"));
  const bare = await holdingsOf(program, ({ threads }) => threads === 1);
  expect(bare).toMatchObject({ processes: 1, zombies: 0 });
  program.child.stdin.write("\n");
  await until(program.screen, (text) => text.includes("full"));
  const full = await holdingsOf(
    program,
    ({ zombies, descriptors }) => zombies === 1 && descriptors === bare.descriptors + 10,
  );
  expect(full).toEqual({
    processes: 2,
    zombies: 1,
    threads: 5,
    descriptors: bare.descriptors + 10,
  });
});

it("leaves out the threads that Node keeps for itself", async () => {
  const program = start(
    process.execPath,
    "-e",
    "process.stdin.on('data', () => 0); console.log('up')",
  );
  await until(program.screen, (text) => text.includes("up"));
  const all = () => readdirSync(`/proc/${program.pid}/task`).length;
  await until(all, (threads) => threads > 4);
  await holdingsOf(program, ({ threads }) => threads === 1);
  expect(all()).toBeGreaterThan(4);
});

it("holds nothing when it has ended", async () => {
  const program = python("pass");
  const nothing = { processes: 0, threads: 0, descriptors: 0 };
  expect(await holdingsOf(program, ({ processes }) => processes === 0)).toMatchObject(nothing);
});
