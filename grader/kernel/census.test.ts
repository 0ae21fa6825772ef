import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { Census, descriptorsOf, type Root, type Usage } from "./census.ts";
import {
  compileC,
  folder,
  python,
  removeFolders,
  start,
  stopAll,
  type Started,
  until,
} from "./testing.ts";

afterEach(stopAll);
afterAll(removeFolders);

const plenty = 10_000;
/** No program of these tests has it in its environment. */
const noSession = "no such session";

function rootOf({ pid }: Started, session = noSession): Root {
  return { pid, session };
}

let census = new Census();
beforeEach(() => (census = new Census()));

/** Reads until the usage fits; the last one is shown when it never does. */
async function usageOf(root: Root, fits: (usage: Usage) => boolean): Promise<Usage> {
  return await until(() => census.read([root], plenty).get(root) as Usage, fits);
}

describe("processes and threads", () => {
  it("counts a program, its children and the threads of all", async () => {
    const program = python(`
import os, threading, time
for _ in range(3):
    if os.fork() == 0: break
for _ in range(4): threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
time.sleep(100)`);
    const { members } = await usageOf(rootOf(program), ({ processes }) => processes === 20);
    expect(members).toContain(program.pid);
    expect(members.length).toBe(4);
  });

  it("keeps a child whose parent has ended, and knows a daemon by its environment", async () => {
    const program = start("/usr/bin/env", "XDG_SESSION_ID=c77aa", "/bin/sh", "-c", daemon);
    await until(program.screen, (text) => text.includes("ready"));
    const root = rootOf(program, "XDG_SESSION_ID=c77aa");
    // Its shell has forked away before anybody looked.
    const { members } = await usageOf(root, (usage) => usage.members.length === 2);
    process.kill(Number(members.find((pid) => pid !== program.pid)), "SIGKILL");
    expect((await usageOf(root, (usage) => usage.members.length === 1)).processes).toBe(1);
  });

  it("counts a bomb without looking at each of its processes", async () => {
    const other = new Census();
    const [bomb, decent] = [python(forks), python("import time\ntime.sleep(100)")].map((each) =>
      rootOf(each),
    ) as [Root, Root];
    await usageOf(bomb, ({ processes }) => processes === 121);
    const usages = other.read([bomb, decent], 60);
    expect(usages.get(bomb)?.members.length).toBeLessThan(20);
    expect(usages.get(bomb)?.processes).toBeGreaterThan(60);
    expect(usages.get(decent)?.processes).toBeLessThan(60);
  });
});

const forks = `
import os, time
for _ in range(120):
    if os.fork() == 0: break
time.sleep(100)`;
const daemon = "(setsid sleep 300 & ) ; sleep 0.1; echo ready; exec sleep 300";

describe("memory", () => {
  it("counts what is touched, not what is asked for", async () => {
    const at = folder();
    const source = (touched: number) => `
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
int main(void) { char *p = malloc(400u << 20); memset(p, 1, ${touched}u << 20); write(1, "ready\\n", 6); pause(); return p[1]; }`;
    const little = start(compileC(at, "little", source(1)));
    const much = start(compileC(at, "much", source(100)));
    await until(
      () => little.screen() + much.screen(),
      (text) => text === "ready\nready\n",
    );
    const [one, other] = [rootOf(little), rootOf(much)];
    const usages = census.read([one, other], plenty);
    expect(usages.get(one)?.memoryMiB).toBeLessThan(20);
    expect(usages.get(other)?.memoryMiB).toBeGreaterThan(100);
    expect(usages.get(other)?.memoryMiB).toBeLessThan(120);
  });

  it("counts what processes map in common once", async () => {
    const program = python(`
import mmap, os, time
kept = mmap.mmap(-1, 60 << 20)
kept.write(b"x" * (60 << 20))
for _ in range(9):
    if os.fork() == 0: break
kept[:] = b"y" * (60 << 20)
print("ready")
time.sleep(100)`);
    await until(program.screen, (text) => text.split("ready").length === 11);
    const { memoryMiB, members } = await usageOf(rootOf(program), () => true);
    expect(members.length).toBe(10);
    expect(memoryMiB).toBeGreaterThan(60);
    expect(memoryMiB).toBeLessThan(200);
  });
});

it.each([
  ["waited for", "os.wait()"],
  ["not", "signal.pause()"],
])("adds up the processor time of children that have ended, %s", async (_, parent) => {
  const program = python(`
import os, signal, time
if "pause" in "${parent}": signal.signal(signal.SIGCHLD, signal.SIG_IGN)
if os.fork() == 0:
    end = time.process_time() + 0.3
    while time.process_time() < end: pass
    os._exit(0)
${parent}
time.sleep(100)`);
  const root = rootOf(program);
  let last = 0;
  const read = () => {
    const { cpuMs, processes } = census.read([root], plenty).get(root) as Usage;
    expect(cpuMs).toBeGreaterThanOrEqual(last);
    last = cpuMs;
    return { cpuMs, processes };
  };
  await until(read, ({ processes }) => processes === 2);
  await until(read, ({ cpuMs, processes }) => processes === 1 && cpuMs >= 250);
});

it("counts descriptors where the kernel tells, and nobody's of a process that is gone", async () => {
  const opening = (count: number) =>
    python(`keep = [open('/dev/null') for _ in range(${count})]\nprint('ready')\ninput()`);
  const [few, many] = [opening(1), opening(51)];
  await until(
    () => few.screen() + many.screen(),
    (text) => text === "ready\nready\n",
  );
  expect([0, 50]).toContain(descriptorsOf(many.pid) - descriptorsOf(few.pid));
  expect(descriptorsOf(2 ** 22 + 1)).toBe(0);
});

it("knows of a program that is gone only what it has used", async () => {
  const program = python("pass");
  const root = rootOf(program);
  await usageOf(root, ({ members }) => members.length === 0);
  expect(census.read([root], plenty).get(root)).toMatchObject({ processes: 0, members: [] });
});
