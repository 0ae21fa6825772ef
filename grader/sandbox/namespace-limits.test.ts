import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { namespaceLimits, relaxCommand } from "./namespace-limits.ts";

let root = "";
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "sockgrade-sysctl-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

it("finds nothing where the kernel has no such settings, or they stand well", () => {
  expect(namespaceLimits(root)).toEqual([]);
  set("kernel/apparmor_restrict_unprivileged_userns", "0\n");
  set("kernel/unprivileged_userns_clone", "1\n");
  set("user/max_user_namespaces", "15304\n");
  expect(namespaceLimits(root)).toEqual([]);
});

it("names every setting that forbids namespaces, and one command for all", () => {
  set("kernel/apparmor_restrict_unprivileged_userns", "1\n");
  set("user/max_user_namespaces", "0\n");
  const limits = namespaceLimits(root);
  expect(relaxCommand(limits, false)).toBe(
    "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 user.max_user_namespaces=10000",
  );
  expect(relaxCommand(limits, true)).toMatch(/^sysctl -w /u);
});

function set(name: string, value: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), value);
}
