import type { PackageManager } from "../model/system-tool.ts";
import { findTool } from "./find-tool.ts";
import type { Host } from "./host.ts";
import type { Tool } from "./tools.ts";

/**
 * The one command that installs what is missing, ready to be pasted into a shell; undefined where
 * nothing is missing or no known package manager is there.
 */
export function installCommand(
  missing: readonly Pick<Tool, "packages">[],
  host: Host,
): string | undefined {
  const manager = managers.find(({ executable }) => findTool(executable, host.path) !== undefined);
  if (missing.length === 0 || manager === undefined) return undefined;
  const packages = [...new Set(missing.flatMap((tool) => tool.packages[manager.name].split(" ")))];
  const steps = manager.steps.map((step) => (host.isRoot ? step : `sudo ${step}`));
  return `${steps.join(" && ")} ${packages.join(" ")}`;
}

/** Each step may be repeated; the last takes the packages. */
const managers: readonly Readonly<{
  name: PackageManager;
  executable: string;
  steps: readonly string[];
}>[] = [
  {
    name: "apt",
    executable: "apt-get",
    steps: ["apt-get update", "apt-get install -y --no-install-recommends"],
  },
  { name: "dnf", executable: "dnf", steps: ["dnf install -y"] },
  { name: "pacman", executable: "pacman", steps: ["pacman -S --needed --noconfirm"] },
  { name: "apk", executable: "apk", steps: ["apk add"] },
  { name: "zypper", executable: "zypper", steps: ["zypper --non-interactive install"] },
];
