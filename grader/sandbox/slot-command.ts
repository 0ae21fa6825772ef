import { limitTable } from "../model/limits.ts";

/**
 * The command that starts a slot: a program in user, network, process, mount and host
 * name namespaces of its own (user_namespaces(7), unshare(1)), as an ordinary user inside. What the
 * slot starts dies with it: its first process is the shell here, and it reaps orphans.
 */
export function slotCommand(program: readonly string[]): readonly string[] {
  const namespaces = ["--user", "--net", "--pid", "--mount", "--uts"];
  const identity = ["--map-user=1000", "--map-group=1000", "--keep-caps"];
  const lifetime = ["--fork", "--kill-child", "--mount-proc"];
  const setup = `set -e
${administration}
for tool in nsenter setpriv ip; do command -v "$tool" > /dev/null || exit 1; done
${localName}
${smallTables}
${scratch}
exec unshare --net sh -c '${networkSetup}\n"$@"' sh "$@"`;
  return ["unshare", ...namespaces, ...identity, ...lifetime, "sh", "-c", setup, "sh", ...program];
}

/** Where some systems keep ip(8) and tcpdump(8), and ordinary users do not look. */
const administration = 'PATH="$PATH:/usr/sbin:/sbin"';

/** Where the checks of a slot have their copies: a file system of the slot's own, in its memory. */
export const scratchFolder = "/dev/shm";

/** With an end, also to the number of files, so that nobody can fill the machine. */
const scratch = `mount -t tmpfs -o size=${limitTable.disk.usual}m,nr_inodes=50k,mode=700 tmpfs ${scratchFolder}`;

/**
 * The file belongs to the machine's administrator, whatever a user is in here, so an ordinary user
 * has to ask with the system call. Where neither can be done the machine keeps its name.
 */
const localName =
  "hostname localhost 2> /dev/null || echo localhost 2> /dev/null > /proc/sys/kernel/hostname || true";

/**
 * Network namespaces made from here on keep their connections in a small hash table, which is
 * walked whole whenever /proc/net/tcp is read: 0.02 ms instead of 2 ms. Older kernels have no such
 * setting and do without.
 */
const smallTables = "echo 64 > /proc/sys/net/ipv4/tcp_child_ehash_entries 2>/dev/null || true";

/**
 * Who joins or leaves a group is reported by the kernel, which by itself does so again a second
 * later: by then another check runs. With these settings (ip-sysctl, RFC 2236) it says so once, and
 * that a program has left, at once.
 */
const promptReports = `for setting in ipv4/conf/lo/force_igmp_version=2 ipv4/igmp_qrv=1 ipv6/conf/lo/force_mld_version=1 ipv6/mld_qrv=1
do echo "\${setting#*=}" 2> /dev/null > "/proc/sys/net/\${setting%=*}" || true; done`;

/** Who listens on port 80 may do so here (ip-sysctl): the report says that other machines refuse it. */
const everyPort = "echo 0 > /proc/sys/net/ipv4/ip_unprivileged_port_start 2> /dev/null || true";

/**
 * Makes a fresh network namespace usable. Every IPv4 address becomes local, so that the address of
 * a classmate's machine binds and connects; the multicast route is needed for joining a group, and says
 * whom datagrams to one come from, which else were nobody (0.0.0.0); and
 * without TIME_WAIT a server that closed first can be started again on its port at once.
 */
export const networkSetup = `set -e
${smallTables}
ip link set lo up
ip link set lo multicast on
${promptReports}
ip route add 224.0.0.0/4 dev lo src 127.0.0.1
ip route add local 0.0.0.0/0 dev lo
${everyPort}
echo 0 > /proc/sys/net/ipv4/tcp_max_tw_buckets`;
