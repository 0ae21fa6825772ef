import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { limitsOf } from "../model/limits.ts";
import { killGroup, spawnProgram, type RawProgram } from "../process/spawn.ts";
import { eventually, isRunning, plain, pythonPath } from "../process/testing.ts";
import { type Group, openGroup } from "./cgroup.ts";
import { closeGroupHome, openGroupHome } from "./cgroup-home.ts";
import type { GroupPlace } from "./cgroup-place.ts";

const running: RawProgram[] = [];
const groups: Group[] = [];

afterEach(async () => {
  await Promise.all(groups.splice(0).map((group) => group.close()));
  for (const { pid } of running.splice(0)) killGroup(pid);
});
afterAll(() => {
  if (home !== undefined) closeGroupHome(home);
});

/** Where this machine lets us make groups; tests of what only the kernel can do need one. */
const home = openGroupHome();
const limits = limitsOf({ memory: 40, disk: 8, processes: 20 });

function open(): Group {
  const group = openGroup(home as GroupPlace, limits);
  if (group === undefined) throw new Error("Expected a group where there is a place for one");
  groups.push(group);
  return group;
}

async function start(command: readonly string[]) {
  const program = await spawnProgram(command, plain);
  running.push(program);
  let text = "";
  program.onStdout((bytes) => (text += bytes.toString()));
  program.onStderr((bytes) => (text += bytes.toString()));
  return { program, screen: () => text };
}

async function python(group: Group, source: string) {
  return await start(group.wrap([await pythonPath(), "-u", "-c", source]));
}

// Whoever may not make groups has nothing to test but that.
it.each(home === undefined ? ["this machine"] : [])("is not to be had on %s", () => {
  expect(openGroupHome()).toBeUndefined();
});

describe.each(home === undefined ? [] : ["this machine's kernel"])("a group of %s", () => {
  it("holds its program from the first instruction on, under a name that tells nothing", async () => {
    const { screen } = await start(open().wrap(["/bin/cat", "/proc/self/cgroup"]));
    await eventually(() => screen().includes("0::"));
    const name = basename((home as GroupPlace).processes);
    expect(name).toMatch(/^session-\d+\.\d+\.scope$/u);
    expect(screen().split(`/${name}/`).length).toBeGreaterThan(1);
    expect(screen().split(name)[1]).toMatch(/^\/[0-9a-f]{12}\n/u);
  });

  it("keeps a program from starting more than it may, and tells", async () => {
    const group = open();
    const source = `
import os, time
try:
    for _ in range(100):
        if os.fork() == 0: time.sleep(100)
except OSError as e: print(e.errno)
time.sleep(100)`;
    const { screen } = await python(group, source);
    expect(group.hits()).toEqual([]);
    await eventually(() => screen() === "11\n");
    expect(group.hits()).toEqual(["processes"]);
  });

  it("ends a program that wants all memory at once, and tells", async () => {
    const group = open();
    const { program } = await python(group, "x = b'x' * (1 << 30)");
    expect(await program.exited).toEqual({ code: undefined, signal: "SIGKILL" });
    expect(group.hits()).toEqual(["memory"]);
  });

  it("ends all that is in it, and is gone: also who forks away from everybody", async () => {
    const group = open();
    const { screen } = await python(group, forksAway);
    const pid = Number(await eventually(() => screen().split("\n")[0] || undefined));
    await eventually(() => !isRunning(pid));
    const [folder] = groupFolders();
    expect(readFileSync(join(folder as string, "cgroup.procs"), "utf8")).not.toBe("");
    await group.close();
    expect(groupFolders()).toEqual([]);
    await group.close();
  });

  it("is not to be had where its place is gone", () => {
    expect(openGroup({ version: 1, memory: "/proc/none", processes: "/proc/none" }, limits)).toBe(
      undefined,
    );
  });
});

const forksAway = `
import os, time
print(os.getpid())
end = time.time() + 30
while time.time() < end:
    if os.fork() != 0: os._exit(0)
    os.setsid()
    time.sleep(0.01)`;

function groupFolders(): readonly string[] {
  const { processes } = home as GroupPlace;
  return readdirSync(processes, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(processes, name));
}
