import { BlockList, isIPv6 } from "node:net";
import { CheckUnavailable } from "./failure.ts";
import type { Stage } from "./stage.ts";

/** Makes the network ready for the exercise's group. @throws CheckUnavailable where IPv6 multicast is not to be had. */
export async function openGroupNetwork({ group, network }: Stage): Promise<void> {
  if (group === undefined || !isIPv6(group)) return;
  if (!(await network.openMulticast6())) throw new CheckUnavailable("multicast-ipv6");
}

/** Whether a group is the exercise's, or one that serves as well. */
export function isExpectedGroup({ group, groupRange }: Stage, address: string): boolean {
  if (address === group) return true;
  const [network, length] = groupRange?.split("/") ?? [];
  if (network === undefined || isIPv6(network) !== isIPv6(address)) return false;
  const family = isIPv6(network) ? "ipv6" : "ipv4";
  const range = new BlockList();
  range.addSubnet(network, Number(length), family);
  return range.check(address, family);
}

/** The exercise's groups in a word: one address, or a prefix. */
export function expectedGroups({ group = "", groupRange }: Stage): string {
  return groupRange ?? group;
}

/** Whether an address is of the exercise's version of IP: the other's groups are out of its sockets' reach. */
export function isOfSameFamily({ group = "" }: Stage, address: string): boolean {
  return isIPv6(group) === isIPv6(address);
}
