import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Companion, runToEnd, spawnCompanion } from "../process/spawn.ts";
import { eventually, isRunning, plain } from "../process/testing.ts";
import { lockPorts } from "./port-lock.ts";

let folder = "";
const holders: Companion[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sockgrade-lock-"));
});
afterEach(async () => {
  for (const lock of pending.splice(0)) await (await lock)[Symbol.asyncDispose]();
  for (const holder of holders) holder.kill();
  await Promise.all(holders.splice(0).map(({ exited }) => exited));
  rmSync(folder, { recursive: true, force: true });
});

const settledYet = async (promise: Promise<unknown>): Promise<boolean> => {
  let isSettled = false;
  void promise.then(() => (isSettled = true));
  await new Promise((resolve) => setTimeout(resolve, 60));
  return isSettled;
};

/** Another process that takes ports in a loop, or once, and says what it does. */
async function grader(source: string) {
  const script = join(folder, `grader-${holders.length}.mts`);
  writeFileSync(
    script,
    `import { lockPorts } from ${JSON.stringify(join(import.meta.dirname, "port-lock.ts"))};
const folder = ${JSON.stringify(join(folder, "locks"))};
process.on("disconnect", () => process.exit());
${source}`,
  );
  const loader = import.meta.resolve("tsx");
  const companion = await spawnCompanion([process.execPath, "--import", loader, script]);
  holders.push(companion);
  const said: unknown[] = [];
  companion.onMessage((message) => said.push(message));
  return { companion, said };
}

describe("within one process", () => {
  it("has the second holder wait for the first", async () => {
    const first = await lockPorts([12_345], folder);
    const second = lockPorts([12_345], folder);
    expect(await settledYet(second)).toBe(false);
    await first[Symbol.asyncDispose]();
    await (await second)[Symbol.asyncDispose]();
  });

  it("lets other ports be", async () => {
    await using _first = await lockPorts([1], folder);
    await using _second = await lockPorts([2, 3], folder);
    await using _third = await lockPorts([4], folder);
  });

  it("takes a port that is named twice once, and no port at once", async () => {
    await using _none = await lockPorts([], folder);
    await using _twice = await lockPorts([5, 5], folder);
  });

  it("never stands still when two want the same ports in another order", async () => {
    let rounds = 0;
    const repeat = async (ports: readonly number[]) => {
      for (let round = 0; round < 20; round += 1) {
        await using _held = await lockPorts(ports, folder);
        await new Promise((resolve) => setImmediate(resolve));
        rounds += 1;
      }
    };
    await Promise.all([repeat([1, 2, 3]), repeat([3, 2, 1]), repeat([2, 3, 1])]);
    expect(rounds).toBe(60);
  });

  it("gives back what it had when it can not have the rest", async () => {
    const broken = join(folder, "broken");
    writeFileSync(broken, "a file where a folder should be");
    await expect(lockPorts([1], broken)).rejects.toThrow(/EEXIST|ENOTDIR/u);
  });
});

describe("between processes", () => {
  it("waits for a living holder and takes over from a dead one", async () => {
    const { companion, said } = await grader(
      'await lockPorts([7, 8], folder); process.send("held");',
    );
    await eventually(() => said.includes("held"));
    const next = lockPorts([8], join(folder, "locks"));
    expect(await settledYet(next)).toBe(false);
    companion.kill();
    await companion.exited;
    expect(isRunning(companion.pid)).toBe(false);
    await (await next)[Symbol.asyncDispose]();
  });

  it("takes over from a holder whose number belongs to somebody else now", async () => {
    const { companion, said } = await grader('await lockPorts([7], folder); process.send("held");');
    await eventually(() => said.includes("held"));
    const file = join(folder, "locks", readdirSync(join(folder, "locks"))[0] as string);
    companion.kill();
    await companion.exited;
    // This process lives, but it began at another time than the holder.
    writeFileSync(file, `${process.pid} 1`);
    await (await lockPorts([7], join(folder, "locks")))[Symbol.asyncDispose]();
  });

  it("gives a dead holder's port to one of many only, again and again", async () => {
    // Nobody gives the lock back: each makes it look as if its holder had died, which is when two
    // that wait can both come to hold it.
    const source = `
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
const log = folder + ".log";
for (let round = 0; round < ${rounds}; round += 1) {
  await lockPorts([7], folder);
  appendFileSync(log, "in " + process.pid + "\\n");
  await delay(1);
  appendFileSync(log, "out " + process.pid + "\\n");
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const [holder] = contentOf(file).split(" ");
    if (holder === String(process.pid)) writeFileSync(file, "${nobody} 1");
  }
}
process.exit();

/** Empty for somebody's draft, or an old number, that is gone by now. */
function contentOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}`;
    const crowd = await Promise.all(Array.from({ length: 4 }, () => grader(source)));
    await Promise.all(crowd.map(({ companion }) => companion.exited));
    const lines = readFileSync(join(folder, "locks.log"), "utf8").trim().split("\n");
    expect(lines).toHaveLength(2 * 4 * rounds);
    for (let at = 0; at < lines.length; at += 2) {
      expect(lines[at + 1]).toBe(lines[at]?.replace("in", "out"));
    }
  });
});

const rounds = 60;
/** More than any system's highest process id. */
const nobody = 999_999_999;

describe("what earlier holders have left", () => {
  it("counts for nothing beside the newest, alive or dead, and goes", async () => {
    await lockPorts([7], folder);
    writeFileSync(join(folder, "7.2"), `${nobody} 1`);
    writeFileSync(join(folder, "77.9"), "another port's");
    await using _held = await lockPorts([7], folder);
    expect(readdirSync(folder).toSorted()).toEqual(["7.3", "77.9"]);
    expect(await settledYet(stoppable(lockPorts([7], folder)))).toBe(false);
  });

  it("stays as the newest number when it is given back, for one who looked before", async () => {
    await (await lockPorts([7], folder))[Symbol.asyncDispose]();
    expect(readdirSync(folder)).toEqual(["7.1"]);
    await (await lockPorts([7], folder))[Symbol.asyncDispose]();
    expect(readdirSync(folder)).toEqual(["7.2"]);
  });
});

/** Gives a lock back that is had only once the test is over. */
async function stoppable(lock: Promise<AsyncDisposable>): Promise<void> {
  pending.push(lock);
  await lock;
}

const pending: Promise<AsyncDisposable>[] = [];

describe("between users", () => {
  it("shares its folder, and says so when it can not", async () => {
    const shared = join(folder, "shared");
    await (await lockPorts([1], shared))[Symbol.asyncDispose]();
    expect(statSync(shared).mode & 0o7777).toBe(0o1777);
    chmodSync(folder, 0o755);
    const asNobody = (path: string) =>
      runToEnd(
        [
          "setpriv",
          "--reuid=65534",
          "--regid=65534",
          "--clear-groups",
          "--",
          "/bin/sh",
          "-c",
          `touch ${path}/probe`,
        ],
        { ...plain, timeoutMs: 30_000 },
      );
    // Only an administrator can look at it with another user's eyes.
    if (process.getuid?.() === 0) {
      expect(await asNobody(shared)).toMatchObject({ code: 0 });
      expect((await asNobody(folder)).code).not.toBe(0);
    }
  });
});
