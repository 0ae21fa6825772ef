import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  apparmorRestriction,
  namespaceLimits,
  relaxCommand,
  smallMaximum,
} from "./namespace-limits.ts";

let root = "";
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "sockgrade-sysctl-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

it("finds nothing where the kernel has no such settings, or they stand well", () => {
  expect(namespaceLimits(root)).toEqual([]);
  expect(apparmorRestriction(root)).toBeUndefined();
  set("kernel/apparmor_restrict_unprivileged_userns", "0\n");
  set("kernel/unprivileged_userns_clone", "1\n");
  set("user/max_user_namespaces", "15304\n");
  expect(namespaceLimits(root)).toEqual([]);
  expect(apparmorRestriction(root)).toBeUndefined();
  expect(smallMaximum(root)).toBeUndefined();
});

it("names every setting that forbids namespaces, and one command for all", () => {
  set("kernel/unprivileged_userns_clone", "0\n");
  set("user/max_net_namespaces", "0\n");
  const limits = namespaceLimits(root);
  provide("sysctl");
  const assignments = "kernel.unprivileged_userns_clone=1 user.max_net_namespaces=10000";
  expect(relaxCommand(limits, { path: root, isRoot: false })).toBe(`sudo sysctl -w ${assignments}`);
  expect(relaxCommand(limits, { path: root, isRoot: true })).toBe(`sysctl -w ${assignments}`);
});

it("tells Ubuntu's setting, and a number that may be used up", () => {
  set("kernel/apparmor_restrict_unprivileged_userns", "1\n");
  set("user/max_user_namespaces", "3\n");
  expect(namespaceLimits(root)).toEqual([]);
  expect(apparmorRestriction(root)).toMatchObject({ is: "1", wanted: "0" });
  expect(smallMaximum(root)).toMatchObject({ is: "3", wanted: "10000" });
});

function provide(name: string): void {
  writeFileSync(join(root, name), "#!/bin/sh\n", { mode: 0o755 });
}

function set(name: string, value: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), value);
}
