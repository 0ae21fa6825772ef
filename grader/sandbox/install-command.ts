import { findTool, type PackageManager, type Tool } from "./probe.ts";

/**
 * The one command that installs what is missing, ready to be pasted into a shell; undefined where
 * nothing is missing or no known package manager is there. `path` is the PATH to look at.
 */
export function installCommand(
  missing: readonly Tool[],
  user: Readonly<{ path: string; isRoot: boolean }>,
): string | undefined {
  const manager = managers.find(({ executable }) => findTool(executable, user.path) !== undefined);
  if (missing.length === 0 || manager === undefined) return undefined;
  const packages = [...new Set(missing.flatMap((tool) => tool.packages[manager.name].split(" ")))];
  const steps = manager.steps.map((step) => (user.isRoot ? step : `sudo ${step}`));
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
];
