import { everywhere, type Packages } from "../model/system-tool.ts";
import { findTool } from "./find-tool.ts";

/**
 * What a tool is good for: `namespaces`, `sandbox` and `capture` belong to tier 1, `screen` to programs
 * that hold their output back. What a language needs is said where its programs are prepared.
 */
export type Need = "namespaces" | "sandbox" | "capture" | "screen";

/** A program of the system that grading needs, and the packages that have it. */
export type Tool = Readonly<{
  name: string;
  need: Need;
  packages: Packages;
}>;

/** What the grader itself uses of the system besides Node. */
export const tools: readonly Tool[] = [
  { name: "unshare", need: "namespaces", packages: utilLinux("util-linux-misc") },
  { name: "nsenter", need: "namespaces", packages: utilLinux("util-linux-misc") },
  { name: "setpriv", need: "namespaces", packages: utilLinux("setpriv") },
  { name: "ip", need: "namespaces", packages: { ...everywhere("iproute2"), dnf: "iproute" } },
  { name: "bwrap", need: "sandbox", packages: everywhere("bubblewrap") },
  { name: "tcpdump", need: "capture", packages: everywhere("tcpdump") },
  { name: "stdbuf", need: "screen", packages: everywhere("coreutils") },
];

/** The tools of these kinds that are not on the PATH. */
export function missingTools(needs: readonly Need[], path: string): readonly Tool[] {
  return tools.filter(
    ({ need, name }) => needs.includes(need) && findTool(name, path) === undefined,
  );
}

/** Alpine cuts it into small packages. */
function utilLinux(apk: string): Packages {
  return { ...everywhere("util-linux"), apk };
}
