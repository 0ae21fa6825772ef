import { readFileSync, readlinkSync } from "node:fs";
import { networkInterfaces } from "node:os";

/** The namespaces a guard must have of its own. */
export const provenNamespaces = ["user", "net", "pid", "mnt", "ipc"] as const;

/** The names of those namespaces on the machine outside (`net:[4026531840]`). */
export type Outside = Readonly<Record<string, string>>;

/**
 * Proves, before any program that means harm is started, that this process is in a guard: in
 * namespaces other than the machine's, without any interface but loopback, and without the powers of
 * the machine's root. @throws with what is missing.
 */
export function prove(outside: Outside): void {
  for (const name of provenNamespaces) {
    const mine = readlinkSync(`/proc/self/ns/${name}`);
    if (outside[name] === undefined || mine === outside[name])
      throw new Error(`Expected a ${name} namespace of its own, got the machine's: ${mine}`);
  }
  const interfaces = readFileSync("/proc/net/dev", "utf8")
    .split("\n")
    .flatMap((line) => /^\s*([^:\s]+):/u.exec(line)?.[1] ?? []);
  if (interfaces.join() !== "lo")
    throw new Error(`Expected no interface but loopback, got ${interfaces.join(", ")}`);
  const foreign = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal }) => !internal);
  if (foreign.length > 0) throw new Error(`Expected no address, got ${foreign[0]?.address}`);
  const [, outer] = readFileSync("/proc/self/uid_map", "utf8").trim().split(/\s+/u);
  if (outer === undefined || outer === "0")
    throw new Error("Expected to be a user that is not the machine's root");
}
