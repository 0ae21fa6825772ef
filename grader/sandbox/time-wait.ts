import { readFileSync, writeFileSync } from "node:fs";
import { runToEnd } from "../process/spawn.ts";

/** Has closed connections of this network namespace linger in TIME_WAIT (RFC 9293 §3.6.1), as on any machine. */
export function lingerInTimeWait(): void {
  writeFileSync(setting, "4096");
}

/**
 * Ends that, and closes what lingers by then with ss(8), where the kernel lets it be closed (Linux 6
 * does, with INET_DIAG_DESTROY). Needs CAP_NET_ADMIN. @returns whether nothing lingers any more.
 */
export async function forgetTimeWait(path: string): Promise<boolean> {
  writeFileSync(setting, "0");
  if (!isAnybodyThere()) return true;
  const env = { PATH: `${path}:/usr/sbin:/sbin`, LC_ALL: "C" };
  // It complains about sockets that are gone before it comes to them; what counts is what is left.
  await runToEnd(["ss", "-K", "state", "time-wait"], { cwd: "/", env, timeoutMs: 5000 }).catch(
    () => undefined,
  );
  return !isAnybodyThere();
}

/** No connection lingers where there may be none (ip-sysctl). */
const setting = "/proc/sys/net/ipv4/tcp_max_tw_buckets";

function isAnybodyThere(): boolean {
  return ["tcp", "tcp6"].some((table) => timeWait.test(readFileSync(`/proc/net/${table}`, "utf8")));
}

/** The fourth column of proc_net_tcp(5) is the state. */
const timeWait = /^ *\d+: \S+ \S+ 06 /mu;
