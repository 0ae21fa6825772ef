import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A setting of the kernel (sysctl(8)), as it is and as namespaces for ordinary users want it. */
export type KernelSetting = Readonly<{ name: string; is: string; wanted: string }>;

/**
 * Settings that keep ordinary users from making namespaces (user_namespaces(7)); none where they
 * stand well or where the kernel does not have them. A container can forbid it as well, and shows
 * no setting for that. `root` is where the settings are.
 */
export function namespaceLimits(root = "/proc/sys"): readonly KernelSetting[] {
  return settings.flatMap(({ name, forbids, wanted }) => {
    const is = read(join(root, ...name.split(".")));
    return is === forbids ? [{ name, is, wanted }] : [];
  });
}

/** Each as a line for a shell; it holds until the next start of the machine. */
export function relaxCommand(limits: readonly KernelSetting[], isRoot: boolean): string {
  const assignments = limits.map(({ name, wanted }) => `${name}=${wanted}`).join(" ");
  return `${isRoot ? "" : "sudo "}sysctl -w ${assignments}`;
}

const settings = [
  // Ubuntu from 23.10 on.
  { name: "kernel.apparmor_restrict_unprivileged_userns", forbids: "1", wanted: "0" },
  // Debian before 11, and kernels with its patch.
  { name: "kernel.unprivileged_userns_clone", forbids: "0", wanted: "1" },
  { name: "user.max_user_namespaces", forbids: "0", wanted: "10000" },
  { name: "user.max_net_namespaces", forbids: "0", wanted: "10000" },
] as const;

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return undefined;
  }
}
