import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { KernelSetting } from "../model/missing-piece.ts";
import { findTool } from "./find-tool.ts";
import type { Host } from "./host.ts";

/**
 * Settings that keep users from making namespaces (namespaces(7), user_namespaces(7)); none where
 * they stand well or where the kernel does not have them. `root` is where the settings are.
 */
export function namespaceLimits(root = "/proc/sys"): readonly KernelSetting[] {
  return [userNamespacesSwitch, ...counted.map((kind) => maximum(kind, "0"))].flatMap(
    ({ name, forbids, wanted }) => {
      const is = readSetting(name, root);
      return is === forbids ? [{ name, is, wanted }] : [];
    },
  );
}

/**
 * The number of user namespaces that are allowed, where it is so small that it may be used up:
 * then the kernel says that no space is left, as it does for none at all.
 */
export function smallMaximum(root = "/proc/sys"): KernelSetting | undefined {
  const { name, wanted } = maximum("user", "0");
  const is = readSetting(name, root);
  return is !== undefined && Number(is) < fewNamespaces ? { name, is, wanted } : undefined;
}

/** Ubuntu's setting, where it is on; programs of the administrator are exempt from it. */
export function apparmorRestriction(root = "/proc/sys"): KernelSetting | undefined {
  const name = "kernel.apparmor_restrict_unprivileged_userns";
  const is = readSetting(name, root);
  return is === "1" ? { name, is, wanted: "0" } : undefined;
}

/**
 * One line for a shell that sets all of them; it holds until the next start of the machine. Small
 * systems have no sysctl(8): there the file itself is written.
 */
export function relaxCommand(settings: readonly KernelSetting[], host: Host): string {
  const sudo = host.isRoot ? "" : "sudo ";
  if (findTool("sysctl", host.path) !== undefined)
    return `${sudo}sysctl -w ${settings.map(({ name, wanted }) => `${name}=${wanted}`).join(" ")}`;
  return settings
    .map(({ name, wanted }) => `echo ${wanted} | ${sudo}tee ${fileOf(name, "/proc/sys")}`)
    .join(" && ");
}

/** The value of a setting, `kernel.yama.ptrace_scope`; undefined where the kernel does not have it. */
export function readSetting(name: string, root = "/proc/sys"): string | undefined {
  try {
    return readFileSync(fileOf(name, root), "utf8").trim();
  } catch {
    return undefined;
  }
}

function fileOf(name: string, root: string): string {
  return join(root, ...name.split("."));
}

/** Debian before 11, and kernels with its patch. */
const userNamespacesSwitch = {
  name: "kernel.unprivileged_userns_clone",
  forbids: "0",
  wanted: "1",
};

/** Every kind of namespace that a slot, or the sandbox in it, makes. */
const counted = ["user", "net", "mnt", "pid", "uts", "ipc"] as const;

function maximum(kind: (typeof counted)[number], forbids: string) {
  return { name: `user.max_${kind}_namespaces`, forbids, wanted: "10000" };
}

const fewNamespaces = 100;
