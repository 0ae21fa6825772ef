import { accessSync, constants, realpathSync } from "node:fs";
import { basename, delimiter, join } from "node:path";

/** Names of the package managers that the grader can speak to. */
export type PackageManager = "apt" | "dnf" | "pacman" | "apk";

/**
 * What a tool is good for: `network` belongs to tier 1, `language` to the students' programs,
 * `screen` to programs that hold their output back, `optional` to what later releases add.
 */
export type Need = "network" | "language" | "screen" | "optional";

/** A program of the system that makes grading better, and the packages that have it. */
export type Tool = Readonly<{
  name: string;
  need: Need;
  packages: Readonly<Record<PackageManager, string>>;
}>;

/** What the grader uses of the system besides Node. */
export const tools: readonly Tool[] = [
  { name: "unshare", need: "network", packages: utilLinux("util-linux-misc") },
  { name: "nsenter", need: "network", packages: utilLinux("util-linux-misc") },
  { name: "setpriv", need: "network", packages: utilLinux("setpriv") },
  {
    name: "ip",
    need: "network",
    packages: { apt: "iproute2", dnf: "iproute", pacman: "iproute2", apk: "iproute2" },
  },
  {
    name: "python3",
    need: "language",
    packages: { apt: "python3", dnf: "python3", pacman: "python", apk: "python3" },
  },
  {
    name: "javac",
    need: "language",
    packages: {
      apt: "default-jdk-headless",
      dnf: "java-devel",
      pacman: "jdk-openjdk",
      apk: "openjdk17-jdk",
    },
  },
  {
    name: "gcc",
    need: "language",
    packages: { apt: "gcc libc6-dev", dnf: "gcc", pacman: "gcc", apk: "gcc musl-dev" },
  },
  { name: "stdbuf", need: "screen", packages: everywhere("coreutils") },
  { name: "bwrap", need: "optional", packages: everywhere("bubblewrap") },
  { name: "tcpdump", need: "optional", packages: everywhere("tcpdump") },
];

/** Where a tool is on the PATH; undefined where it is not. `path` is the PATH to look at. */
export function findTool(name: string, path: string): string | undefined {
  const folders = [
    ...path.split(delimiter).filter((folder) => folder !== ""),
    "/usr/sbin",
    "/sbin",
  ];
  const names = process.platform === "win32" ? [`${name}.exe`, name] : [name];
  return folders
    .flatMap((folder) => names.map((one) => join(folder, one)))
    .find((file) => isExecutable(file) && !isBusybox(file));
}

/** Names of the tools that grading needs or will need and that are not there: what a report tells. */
export function missingTools(path: string): readonly string[] {
  if (process.platform !== "linux") return [];
  return tools
    .filter(
      ({ need, name }) =>
        (need === "network" || need === "optional") && findTool(name, path) === undefined,
    )
    .map(({ name }) => name);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Busybox has tools of the same names without the options that are needed here. */
function isBusybox(path: string): boolean {
  return basename(realpathSync(path)) === "busybox";
}

function everywhere(name: string): Tool["packages"] {
  return { apt: name, dnf: name, pacman: name, apk: name };
}

/** Alpine cuts it into small packages. */
function utilLinux(apk: string): Tool["packages"] {
  return { ...everywhere("util-linux"), apk };
}
