import { socketInode } from "./descriptor.ts";
import { linkProc, listProc } from "./proc-files.ts";
import { isUnixSocket, readTable, tableNames } from "./socket-table.ts";
import type { SocketView } from "./view.ts";

/** Every Internet socket of a process's network namespace. */
export function socketsOfNamespace(pid: number): readonly SocketView[] {
  return tableNames.flatMap((name) => readTable(pid, name));
}

/** The Internet sockets that some of these processes hold, each once. */
export function socketsHeldBy(pids: readonly number[]): readonly SocketView[] {
  const sought = new Set(pids.flatMap(inodesOf));
  const found: SocketView[] = [];
  for (const pid of onePerNamespace(pids)) {
    // Standard streams that Node made; looking for them in vain would cost a walk through every table.
    for (const inode of sought) if (isUnixSocket(pid, inode)) sought.delete(inode);
    for (const name of tableNames) {
      if (sought.size === 0) return found;
      const rows = readTable(pid, name).filter(({ inode }) => sought.delete(inode));
      found.push(...rows);
    }
  }
  return found;
}

/** A sandbox's outer process is in another network than the program inside. */
function onePerNamespace(pids: readonly number[]): readonly number[] {
  return [...new Map(pids.map((pid) => [linkProc(`/proc/${pid}/ns/net`), pid])).values()];
}

function inodesOf(pid: number): readonly number[] {
  const links = listProc(`/proc/${pid}/fd`).map((fd) => linkProc(`/proc/${pid}/fd/${fd}`));
  return links
    .map((link) => (link === undefined ? undefined : socketInode(link)))
    .filter((inode) => inode !== undefined);
}
