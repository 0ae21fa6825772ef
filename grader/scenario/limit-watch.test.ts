import { afterAll, describe, expect, it } from "vitest";
import type { LimitHit } from "../model/cause.ts";
import type { Limits } from "../model/limits.ts";
import { eventually, isRunning, processesWith } from "../process/testing.ts";
import { type GroupLimits, openGroup, type OpenGroup } from "../sandbox/cgroup.ts";
import { closeGroupHome, openGroupHome } from "../sandbox/cgroup-home.ts";
import { CheckFailure } from "./failure.ts";
import { limitEvidence } from "./limit-evidence.ts";
import { Rehearsal } from "./testing.ts";
import { until } from "./until.ts";

const home = openGroupHome();
afterAll(() => {
  if (home !== undefined) closeGroupHome(home);
});

/** With the watcher alone and, where this machine lets us, with the kernel's groups as well. */
const ways: readonly (readonly [string, OpenGroup | undefined])[] = [
  ["watched", undefined],
  ...(home === undefined
    ? []
    : [["in a group", (limits: GroupLimits) => openGroup(home, limits)] as const]),
];

/** Every program here stops growing by itself: a watcher that fails must not cost the machine. */
const processes = `
import os, time
for _ in range(100):
    if os.fork() == 0: break
time.sleep(100)`;
const sessions = `
import os, time
for _ in range(60):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0: time.sleep(100)
        os._exit(0)
os._exit(0)`;
const threads = `
import threading, time
for _ in range(100): threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
time.sleep(100)`;
const slowMemory = `
import time
kept = []
for _ in range(120):
    kept.append(b"x" * (1 << 20))
    time.sleep(0.005)
time.sleep(100)`;
const writesFile = "open('big', 'wb').write(b'x' * (3 << 20))";
const keepsQuiet = `
kept = []
try:
    while True: kept.append(open("/dev/null"))
except OSError: print("full")
input()`;
const fastMemory = "kept = b'x' * (150 << 20)\nimport time\ntime.sleep(100)";
const spins = "import time\nend = time.time() + 20\nwhile time.time() < end: pass";

describe.each(ways)("a program over its limits, %s", (_, groups) => {
  it.each<readonly [string, string, Partial<Limits>, Partial<LimitHit>]>([
    ["processes", processes, { processes: 40 }, { limit: "processes", allowed: 40 }],
    ["threads", threads, { processes: 40 }, { limit: "processes", unit: "count" }],
    ["memory, slowly", slowMemory, { memory: 60, disk: 1 }, { limit: "memory", unit: "MiB" }],
    ["memory, at once", fastMemory, { memory: 60, disk: 1 }, { limit: "memory", allowed: 60 }],
    ["processor time", spins, { cpu: 1 }, { limit: "cpu", unit: "s", allowed: 1 }],
  ])("%s: is ended at once, and that is the cause", async (__, source, limits, hit) => {
    await using rehearsal = new Rehearsal({ limits, ...(groups && { openGroup: groups }) });
    const { stage } = rehearsal;
    const server = await rehearsal.python("server", source);
    const found = await until(stage, () => undefined).catch((error: unknown) => error);
    const breach = found instanceof CheckFailure ? found.reason : undefined;
    const [evidence] = limitEvidence(stage.programs, stage.limits, "unlimited");
    expect(breach ?? evidence).toMatchObject({ kind: "limit-hit", actor: "server", ...hit });
    await eventually(() => !isRunning(server.pid));
    await server.vanishes();
    expect(processesWith(server.root.session)).toEqual([]);
  });

  it("leaves nothing of one that scatters", async () => {
    await using rehearsal = new Rehearsal({
      limits: { processes: 40 },
      ...(groups && { openGroup: groups }),
    });
    const server = await rehearsal.python("server", sessions);
    await eventually(() => rehearsal.stage.watch.lastLook());
    await server.vanishes();
    expect(processesWith(server.root.session)).toEqual([]);
  });

  it("is left alone below them", async () => {
    const limits = { processes: 30, memory: 150 };
    await using rehearsal = new Rehearsal({ limits, ...(groups && { openGroup: groups }) });
    const { stage } = rehearsal;
    const shared = `
import mmap, os, threading, time
kept = mmap.mmap(-1, 40 << 20)
kept.write(b"x" * (40 << 20))
for _ in range(9):
    if os.fork() == 0: break
threading.Thread(target=time.sleep, args=(100,), daemon=True).start()
print("up")
input()`;
    const server = await rehearsal.python("server", shared);
    await until(stage, () => server.screen.text.split("up").length === 11);
    // Together they have three times the limit, but all of it is the same.
    for (let look = 0; look < 5; look += 1) {
      expect(stage.watch.lastLook()).toBe(undefined);
      await stage.stir(20);
    }
    expect(limitEvidence(stage.programs, stage.limits, "unlimited")).toEqual([]);
  });
});

it("ends every program of a check when the submission's time is over", async () => {
  await using rehearsal = new Rehearsal({ limits: { wall: 7 }, wallMs: 300 });
  const sleeps = "import time\nwhile True: time.sleep(0.01)";
  const both = [
    await rehearsal.python("server", sleeps),
    await rehearsal.python("client", sleeps),
  ] as const;
  const found = await until(rehearsal.stage, () => undefined).catch((error: unknown) => error);
  const cause = { kind: "limit-hit", limit: "wall", unit: "s", allowed: 7, actor: undefined };
  expect(found).toMatchObject({ reason: cause });
  await eventually(() => both.every(({ pid }) => !isRunning(pid)));
});

describe("what the kernel refused", () => {
  it.each<readonly [string, string, Partial<Limits>, LimitHit["limit"]]>([
    ["files that are too large, in Python", writesFile, { file: 1 }, "file"],
    [
      "files that are too large, by a signal",
      `import signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_DFL)\n${writesFile}`,
      { file: 1 },
      "file",
    ],
    [
      "descriptors, told",
      "kept = [open('/dev/null') for _ in range(100)]",
      { descriptors: 50 },
      "descriptors",
    ],
    ["descriptors, kept to itself", keepsQuiet, { descriptors: 50 }, "descriptors"],
  ])("%s: is told as the limit", async (_, source, limits, limit) => {
    await using rehearsal = new Rehearsal({ limits });
    const { stage } = rehearsal;
    const server = await rehearsal.python("server", source);
    await until(stage, () => server.isDrained || server.screen.text.includes("full"));
    const hits = limitEvidence(stage.programs, stage.limits, "unlimited");
    expect(hits).toMatchObject([{ kind: "limit-hit", actor: "server", limit }]);
  });

  it("is no limit where a full disk is the machine's own", async () => {
    await using rehearsal = new Rehearsal();
    const { stage } = rehearsal;
    const server = await rehearsal.python("server", "print('No space left on device')");
    await until(stage, () => server.isDrained);
    const disk = [{ kind: "limit-hit", limit: "disk", unit: "MiB", allowed: 64 }];
    expect(limitEvidence(stage.programs, stage.limits, "unlimited")).toEqual([]);
    expect(limitEvidence(stage.programs, stage.limits, "some")).toMatchObject(disk);
    // A file system without any room, and without anybody who says so.
    expect(limitEvidence([], stage.limits, "none")).toMatchObject(disk);
    expect(limitEvidence([], stage.limits, "some")).toEqual([]);
  });
});
