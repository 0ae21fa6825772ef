import { runToEnd } from "../process/spawn.ts";

/**
 * Makes this network namespace deliver multicast over IPv6 on its loopback, where every packet is
 * seen anyway. Programs choose the interface as on their own machine: none (index 0), `lo`, or a
 * network card by its usual name. Needs CAP_NET_ADMIN in the namespace.
 * @param path where ip(8) is looked for; the folders of the system's administrator are always.
 * @returns false where the machine is without IPv6.
 */
export async function openMulticast6(path: string): Promise<boolean> {
  const env = { PATH: `${path}:/usr/sbin:/sbin`, LC_ALL: "C" };
  const script = `${aliases} 2> /dev/null; ${route}`;
  const { code } = await runToEnd(["sh", "-c", script], { cwd: "/", env, timeoutMs: 10_000 });
  return code === 0;
}

/**
 * Groups can be joined on the loopback, but nothing is delivered: for any other interface the kernel
 * makes this route by itself. It must be a local one, as others turn into a refusal on this interface.
 */
const route = "ip -6 route replace local ff00::/8 dev lo table local";

/** What if_nametoindex(3) finds on the machines of students, by ip-link(8)'s alternative names. */
const aliases = `ip link property add dev lo ${[
  "eth0",
  "eth1",
  "ens33",
  "enp0s3",
  "enp2s0",
  "enp3s0",
  "eno1",
  "wlan0",
  "wlo1",
  "wlp2s0",
  "wlp3s0",
  "en0",
]
  .map((name) => `altname ${name}`)
  .join(" ")}`;
