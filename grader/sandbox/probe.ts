import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** A tool of the system that makes grading better, and the Debian package that has it. */
export type Tool = Readonly<{ name: string; packageName: string; purpose: string }>;

/** What the grader uses of the system besides Node. */
export const tools: readonly Tool[] = [
  { name: "unshare", packageName: "util-linux", purpose: "namespaces: every port free, nothing gets out" },
  { name: "nsenter", packageName: "util-linux", purpose: "a relay between programs with the same port in their code" },
  { name: "setpriv", packageName: "util-linux", purpose: "programs start without privileges" },
  { name: "ip", packageName: "iproute2", purpose: "a network of their own for the programs" },
  { name: "bwrap", packageName: "bubblewrap", purpose: "a sandbox for strangers' programs" },
  { name: "tcpdump", packageName: "tcpdump", purpose: "packets as evidence" },
  { name: "python3", packageName: "python3", purpose: "programs in Python" },
  { name: "javac", packageName: "default-jdk-headless", purpose: "programs in Java" },
  { name: "gcc", packageName: "gcc", purpose: "programs in C" },
  { name: "stdbuf", packageName: "coreutils", purpose: "prompts of C programs without a line end" },
];

/** Where a tool is on the PATH; undefined where it is not. */
export function findTool(name: string, path: string = process.env["PATH"] ?? ""): string | undefined {
  const folders = [...path.split(delimiter), "/usr/sbin", "/sbin"];
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/** Names of the system's tools that grading would use and that are not there. */
export function missingTools(): readonly string[] {
  const wanted = process.platform === "linux" ? ["unshare", "nsenter", "setpriv", "ip"] : [];
  return wanted.filter((name) => findTool(name) === undefined);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
