import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openGroupHome } from "./cgroup-home.ts";
import { findPlace } from "./cgroup-place.ts";

// A kernel's files, written by hand: what they say on machines of other kinds than this one.
let root = "";
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "sockgrade-cgroup-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const proc = () => join(root, "proc", "self");
const self = 4242;

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

function machine(cgroup: string, mountinfo: string): void {
  const stat = `${self} (a) b) S 1 ${self} 0 0 -1 0 0 0 0 0 1 1 0 0 20 0 11 0 777 0 0\n`;
  write({ "proc/self/cgroup": cgroup, "proc/self/mountinfo": mountinfo, "proc/self/stat": stat });
}

const unified = () => `30 23 0:26 / ${root}/fs rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n`;
const scope = "user.slice/app.slice/terminal.scope";

/** A group of version 2: the controllers it has, those it hands on, and who is in it. */
function group(path: string, has: string, handsOn: string, ...pids: readonly number[]): void {
  write({
    [`fs/${path}/cgroup.controllers`]: `${has}\n`,
    [`fs/${path}/cgroup.subtree_control`]: `${handsOn}\n`,
    [`fs/${path}/cgroup.procs`]: pids.map((pid) => `${pid}\n`).join(""),
  });
}

describe("version 2", () => {
  it("goes up to the slice that is delegated, beside a terminal's own group", () => {
    machine(`0::/${scope}\n`, unified());
    group(scope, "memory pids", "", 100, self);
    group("user.slice/app.slice", "cpu memory pids", "cpu memory pids");
    const slice = join(root, "fs/user.slice/app.slice");
    expect(findPlace(proc())).toEqual({ version: 2, memory: slice, processes: slice });
  });

  it("takes its own group when nobody else is in it, and makes room there", () => {
    machine("0::/service\n", unified());
    group("service", "memory pids", "", self);
    const own = join(root, "fs/service");
    expect(findPlace(proc())).toEqual({ version: 2, memory: own, processes: own });
    const folder = join(own, `session-${self}.777.scope`);
    expect(openGroupHome(proc())).toEqual({ version: 2, memory: folder, processes: folder });
    expect(readFileSync(join(own, "init.scope", "cgroup.procs"), "utf8")).toBe(`${self}`);
    for (const one of [own, folder]) {
      expect(readFileSync(join(one, "cgroup.subtree_control"), "utf8")).toBe("+memory +pids");
    }
  });

  it.each([
    ["somebody else is in the only group", "memory pids", "", [self, 100]],
    ["memory is not handed down", "cpu pids", "", [self]],
  ])("is not to be had where %s", (_, has, handsOn, pids) => {
    machine("0::/service\n", unified());
    group("service", has, handsOn, ...pids);
    group("", "cpu memory pids", "cpu");
    expect(findPlace(proc())).toBe(undefined);
    expect(openGroupHome(proc())).toBe(undefined);
  });

  it("is not looked for outside of what is mounted", () => {
    machine("0::/../elsewhere\n", unified());
    group("elsewhere", "memory pids", "memory pids");
    expect(findPlace(proc())).toBe(undefined);
  });
});

describe("version 1", () => {
  const mounts = () =>
    [
      `40 30 0:30 / ${root}/fs/unified rw - cgroup2 cgroup2 rw`,
      `41 30 0:31 / ${root}/fs/cpu rw - cgroup cgroup rw,cpu,cpuacct`,
      `42 30 0:32 /docker/abc ${root}/fs/memory rw - cgroup cgroup rw,memory`,
      `43 30 0:33 / ${root}/fs/pids rw - cgroup cgroup rw,pids`,
      "",
    ].join("\n");

  it("is taken where version 2 has no memory and pids, below our own groups", () => {
    machine("9:cpu,cpuacct:/\n8:pids:/jobs\n4:memory:/docker/abc/inner\n0::/\n", mounts());
    group("unified", "hugetlb", "");
    write({ "fs/memory/inner/tasks": "", "fs/pids/jobs/tasks": "" });
    const place = { memory: join(root, "fs/memory/inner"), processes: join(root, "fs/pids/jobs") };
    expect(findPlace(proc())).toEqual({ version: 1, ...place });
    expect(openGroupHome(proc())?.processes).toBe(
      join(place.processes, `session-${self}.777.scope`),
    );
  });

  it.each([
    ["only one of the two is there", "8:pids:/jobs\n", "fs/pids/jobs/tasks"],
    [
      "a group is outside of what is mounted",
      "8:pids:/jobs\n4:memory:/other\n",
      "fs/pids/jobs/tasks",
    ],
    ["a folder is not there", "8:pids:/jobs\n4:memory:/docker/abc\n", "fs/memory/tasks"],
  ])("is not to be had where %s", (_, cgroup, file) => {
    machine(cgroup, mounts());
    write({ [file]: "" });
    expect(findPlace(proc())).toBe(undefined);
  });
});

it("is not to be had without cgroups, or without /proc", () => {
  machine("", "22 1 8:1 / / rw - ext4 /dev/root rw\n");
  expect(findPlace(proc())).toBe(undefined);
  expect(findPlace(join(root, "nowhere"))).toBe(undefined);
});

it("sweeps up what graders have left that are dead, and nothing else", () => {
  machine(`0::/${scope}\n`, unified());
  group("user.slice/app.slice", "memory pids", "memory pids");
  const living = "31 (node) S 1 31 0 0 -1 0 0 0 0 0 1 1 0 0 20 0 11 0 500 0 0\n";
  write({ "proc/31/stat": living });
  const slice = join(root, "fs/user.slice/app.slice");
  const [dead, reused, alive, login] = [
    "session-30.400.scope/abc",
    "session-31.499.scope/abc",
    "session-31.500.scope/abc",
    "session-3.scope",
  ].map((name) => join(slice, name)) as [string, string, string, string];
  for (const folder of [dead, reused, alive, login]) mkdirSync(folder, { recursive: true });
  openGroupHome(proc());
  expect([dead, reused, dirname(dead), dirname(reused)].map((one) => existsSync(one))).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect([alive, login].map((one) => existsSync(one))).toEqual([true, true]);
});
