import { createSocket } from "node:dgram";
import { runToEnd } from "../process/spawn.ts";
import type { HostLink } from "./network.ts";
import { packetsDelivered } from "./packet-queues.ts";
import { startTcpdump } from "./tcpdump.ts";

/**
 * Makes two hosts of the two networks of a slot: a cable between them (veth(4)), an address for each, and
 * nothing else in the world. Until they are parted only those addresses and 127.0.0.0/8 are local. Each is
 * the other's way to everywhere, and answers at once that there is none: so an address of another
 * classroom is seen on the wire, and refused like behind any router.
 * @param clientPid a process in the clients' network.
 * @returns undefined where that can not be done; then the networks are spoilt.
 */
export async function joinHosts(clientPid: number, path: string): Promise<HostLink | undefined> {
  const env = { PATH: `${path}:/usr/sbin:/sbin`, LC_ALL: "C" };
  const enter = [`nsenter`, `--net=/proc/${clientPid}/ns/net`];
  const run = async (where: readonly string[], script: string, input: string): Promise<boolean> => {
    const command = [...where, "sh", "-c", script];
    const { code } = await runToEnd(command, { cwd: "/", env, input, timeoutMs: patienceMs });
    return code === 0;
  };
  const { server, client } = addresses;
  const made =
    (await run([], join, `${cable(clientPid)}${host(server, client)}`)) &&
    (await run(enter, join, host(client, server)));
  const tcpdump = made ? await startTcpdump([], path, device) : undefined;
  const part = async (): Promise<boolean> => {
    tcpdump?.kill();
    const parted = [await run([], apart, `link del ${device}\n${alone}`)];
    parted.push(await run(enter, apart, alone));
    return parted.every(Boolean);
  };
  if (tcpdump === undefined) {
    await part();
    return undefined;
  }
  return {
    addresses,
    tap: { ...tcpdump, sendDatagram: (content) => void datagramAcross(content) },
    part,
  };
}

const addresses = { server: "10.77.0.1", client: "10.77.0.2" } as const;
/** As on any machine with a cable. */
const device = "eth0";
const patienceMs = 10_000;

const join = `ip -batch - && echo 1 > /proc/sys/net/ipv4/conf/${device}/forwarding`;
const apart = "ip -batch -";

/** Lines of ip-batch(8). Without an address of its own IPv6 says nothing on the cable. */
const cable = (clientPid: number) =>
  `link add ${device} type veth peer name ${device} netns ${clientPid}\n`;

const host = (own: string, other: string) => `route del local 0.0.0.0/0 dev lo
link set ${device} addrgenmode none
addr add ${own}/24 dev ${device}
link set ${device} up
route add default via ${other}
rule add pref 77 iif ${device} unreachable
`;

/** As it was: the routes over the cable have gone with it. */
const alone = `rule del pref 77
route add local 0.0.0.0/0 dev lo
`;

/** To the other host, to a port where nobody is: nobody but the capture takes notice. */
async function datagramAcross(content: Buffer): Promise<void> {
  await packetsDelivered();
  const socket = createSocket("udp4");
  const close = () => void socket.close();
  socket.once("error", close);
  socket.send(content, discardPort, addresses.client, close);
}

/** RFC 863. */
const discardPort = 9;
