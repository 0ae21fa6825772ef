import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findContainer, openContainerCommand } from "./container.ts";
import { hiddenProcesses, isReadOnly, isWsl1 } from "./system-facts.ts";

let root = "";
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "sockgrade-facts-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

it.each([
  ["4.4.0-19041-Microsoft\n", true],
  ["5.15.153.1-microsoft-standard-WSL2\n", false],
  ["6.8.0-48-generic\n", false],
])("tells WSL 1 by the name of its kernel: %j", (release, isFirst) => {
  write("proc/sys/kernel/osrelease", release);
  expect(isWsl1(root)).toBe(isFirst);
});

describe("mounts", () => {
  it.each([
    ["proc /proc proc rw,relatime,hidepid=invisible,gid=4 0 0", "invisible"],
    ["proc /proc proc rw,hidepid=2 0 0", "2"],
    ["proc /proc proc rw,relatime,hidepid=off 0 0", undefined],
    ["proc /proc proc rw 0 0\nproc /srv/proc proc rw,hidepid=2 0 0", undefined],
    ["proc /proc proc rw,hidepid=2 0 0\nproc /proc proc rw,relatime 0 0", undefined],
  ])("are read for what /proc hides: %j", (mounts, value) => {
    write("proc/self/mounts", `sysfs /sys sysfs rw 0 0\n${mounts}\n`);
    expect(hiddenProcesses(root)).toBe(value);
  });

  it("tell a folder that can only be read", () => {
    write("proc/self/mounts", "proc /proc proc rw 0 0\nproc /proc/sys proc ro,nosuid 0 0\n");
    expect([isReadOnly("/proc/sys", root), isReadOnly("/proc", root)]).toEqual([true, false]);
  });
});

describe("a container", () => {
  it.each([
    [".dockerenv", "", "docker"],
    ["run/.containerenv", "", "podman"],
    ["proc/1/cgroup", "12:pids:/docker/3f1c\n", "docker"],
    ["proc/1/cgroup", "0::/system.slice/docker-3f1c.scope\n", "docker"],
    ["proc/1/cgroup", "0::/machine.slice/libpod-3f1c.scope\n", "podman"],
    ["proc/1/cgroup", "9:memory:/kubepods/besteffort/pod7\n", "other"],
    ["proc/1/cgroup", "0::/init.scope\n", undefined],
    ["proc/1/cgroup", "0::/user.slice/docker.service\n", undefined],
  ])("is told by %s: %j", (file, text, kind) => {
    write(file, text);
    expect(findContainer(root)).toBe(kind);
  });

  it("is to be started with options that its maker knows, AppArmor's only where it confines", () => {
    expect(openContainerCommand("podman", root)).toBe(
      "podman run --security-opt seccomp=unconfined --security-opt unmask=ALL …",
    );
    write("proc/self/attr/current", "docker-default (enforce)\n");
    expect(openContainerCommand("docker", root)).toBe(
      "docker run --security-opt seccomp=unconfined --security-opt systempaths=unconfined --security-opt apparmor=unconfined …",
    );
    expect(openContainerCommand("other", root)).toBeUndefined();
  });
});

function write(name: string, text: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
}
