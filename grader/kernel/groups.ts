import { formatAddress } from "./address.ts";
import { readProc } from "./proc-files.ts";
import type { GroupMembership } from "./view.ts";

/** The groups that sockets of a process's network namespace have joined; undefined when it is gone. */
export function groupsOfNamespace(pid: number): readonly GroupMembership[] | undefined {
  const [igmp, igmp6] = [readProc(`/proc/${pid}/net/igmp`), readProc(`/proc/${pid}/net/igmp6`)];
  // A kernel may be without IPv6, hardly without IPv4.
  return igmp === undefined ? undefined : [...parseIgmp(igmp), ...parseIgmp6(igmp6 ?? "")];
}

/**
 * What was joined between two looks: `users` is how many more. The kernel counts by interface and
 * group, not by process, so it was the one program that was started between the two, or it is not known who.
 */
export function joinedSince(
  before: readonly GroupMembership[],
  now: readonly GroupMembership[],
): readonly GroupMembership[] {
  const usersBefore = (sought: GroupMembership): number =>
    before.find((one) => one.address === sought.address && one.interface === sought.interface)
      ?.users ?? 0;
  return now
    .map((one) => ({ ...one, users: one.users - usersBefore(one) }))
    .filter(({ users }) => users > 0);
}

/** `/proc/net/igmp`: a line for each interface, and after it an indented one for each of its groups. */
export function parseIgmp(text: string): readonly GroupMembership[] {
  const found: GroupMembership[] = [];
  let name = "";
  for (const line of text.split("\n").slice(1)) {
    const [first = "", second] = line.trim().split(/\s+/u);
    if (/^\d/u.test(line)) name = (second ?? "").replace(/:$/u, "");
    else if (/^[0-9A-F]{8}$/u.test(first))
      found.push({ address: ipv4(first), interface: name, users: Number(second) });
  }
  return found.filter(({ address }) => address !== allHosts);
}

/** A number in the machine's own order, little-endian wherever there is a table of system calls. */
function ipv4(hex: string): string {
  return formatAddress(Buffer.from(Buffer.from(hex, "hex").toReversed()));
}

/** RFC 1112, section 4: every host is in it, on every interface. */
const allHosts = "224.0.0.1";

/** `/proc/net/igmp6`: a line for each group of each interface, the address as it is on the wire. */
export function parseIgmp6(text: string): readonly GroupMembership[] {
  return text
    .split("\n")
    .map((line) => line.trim().split(/\s+/u))
    .filter(([, , hex = ""]) => /^[0-9a-f]{32}$/u.test(hex) && !ofEveryNode.test(hex))
    .map(([, name = "", hex = "", users]) => ({
      address: formatAddress(Buffer.from(hex, "hex")),
      interface: name,
      users: Number(users),
    }));
}

/** RFC 4291, section 2.8: all nodes of the interface and of the link, and the solicited-node addresses. */
const ofEveryNode = /^(?:ff0[12]0{27}1|ff020{19}1ff[0-9a-f]{6})$/u;
