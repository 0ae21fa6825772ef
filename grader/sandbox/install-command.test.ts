import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { installCommand } from "./install-command.ts";
import { findTool } from "./find-tool.ts";
import { type Tool, tools } from "./tools.ts";

let folder = "";
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "sockgrade-tools-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  ["dnf", "dnf install -y util-linux iproute"],
  ["pacman", "pacman -S --needed --noconfirm util-linux iproute2"],
  ["apk", "apk add setpriv iproute2"],
  ["zypper", "zypper --non-interactive install util-linux iproute2"],
])("speaks to %s", (manager, command) => {
  provide(manager);
  expect(installCommand(named("setpriv", "ip"), { path: folder, isRoot: true })).toBe(command);
});

it("asks for rights at every step, and for each package once", () => {
  provide("apt-get");
  expect(installCommand(named("unshare", "setpriv", "ip"), { path: folder, isRoot: false })).toBe(
    "sudo apt-get update && sudo apt-get install -y --no-install-recommends util-linux iproute2",
  );
});

it("has nothing to say where nothing is missing, or nobody to say it to", () => {
  expect(installCommand(named("ip"), { path: folder, isRoot: true })).toBeUndefined();
  provide("apt-get");
  expect(installCommand([], { path: folder, isRoot: true })).toBeUndefined();
});

it("takes no busybox for the tool of that name, and no file that can not be executed", () => {
  provide("busybox");
  symlinkSync(join(folder, "busybox"), join(folder, "some-tool"));
  writeFileSync(join(folder, "other-tool"), "");
  expect(findTool("some-tool", folder)).toBeUndefined();
  expect(findTool("other-tool", folder)).toBeUndefined();
  provide("third-tool");
  expect(findTool("third-tool", folder)).toBe(join(folder, "third-tool"));
});

function provide(name: string): void {
  writeFileSync(join(folder, name), "#!/bin/sh\n");
  chmodSync(join(folder, name), 0o755);
}

function named(...names: readonly string[]): readonly Tool[] {
  return tools.filter(({ name }) => names.includes(name));
}
