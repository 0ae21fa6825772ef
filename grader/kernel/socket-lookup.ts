import { isUnixSocket, readTable, tableNames } from "./socket-table.ts";
import type { SocketView } from "./view.ts";

/** What a socket is: its row as it was when first seen, `unix`, or `none` when no table has it (not yet bound or connected). */
export type SocketKind = SocketView | "unix" | "none";

/** Finds a socket by the process that holds it and its inode. */
export type SocketLookup = (pid: number, inode: number) => SocketKind;

/**
 * A lookup that remembers what can not change: that an inode is a UNIX socket, that it listens and
 * where, that it is the connection between two ends. It remembers neither queues nor anything of UDP,
 * whose other end can change. The kernel gives each socket a new inode number and starts again only after 2³².
 *
 * Remembering spares a look the walk through the TCP tables, see {@link readTable}.
 */
export function socketLookup(): SocketLookup {
  const known = new Map<number, SocketKind>();
  return (pid, inode) => {
    const before = known.get(inode);
    if (before !== undefined) return before;
    const kind = find(pid, inode);
    if (known.size >= mostKnown) known.clear();
    if (isForGood(kind)) known.set(inode, kind);
    return kind;
  };
}

const mostKnown = 10_000;

function find(pid: number, inode: number): SocketKind {
  for (const name of tableNames.slice(0, 2)) {
    const row = readTable(pid, name).find((each) => each.inode === inode);
    if (row !== undefined) return row;
  }
  if (isUnixSocket(pid, inode)) return "unix";
  for (const name of tableNames.slice(2)) {
    const row = readTable(pid, name).find((each) => each.inode === inode);
    if (row !== undefined) return row;
  }
  return "none";
}

function isForGood(kind: SocketKind): boolean {
  if (kind === "unix") return true;
  if (kind === "none" || kind.protocol === "udp") return false;
  return kind.state !== "syn-sent" && kind.state !== "syn-received";
}
