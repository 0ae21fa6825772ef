import { linkProc, readProc } from "./proc-files.ts";
import type { SocketKind, SocketLookup } from "./socket-lookup.ts";
import type { SocketView } from "./view.ts";

/** What one of a thread's file descriptors is. */
export type Descriptor = Readonly<
  | { is: "keyboard"; isScreenToo: boolean }
  | { is: "screen" }
  /** `view` is undefined where no table has it: not an Internet socket, or not bound yet. */
  | { is: "socket"; inode: number; view: SocketView | undefined }
  /** `firesInMs` is undefined while it is disarmed. */
  | { is: "timer"; firesInMs: number | undefined }
  | { is: "other" }
>;

/** Who asks for a descriptor, and what is known of the program as a whole. */
export type Holder = Readonly<{
  pid: number;
  tid: number;
  keyboard: string | undefined;
  lookup: SocketLookup;
}>;

/**
 * What descriptor `fd` of a thread is. The keyboard is whatever is the same as the program's standard input, under any
 * number: Node makes standard streams from UNIX sockets, a terminal is keyboard and screen at once.
 */
export function describe(holder: Holder, fd: number): Descriptor {
  const link = linkOf(holder, fd);
  if (link === undefined) return { is: "other" };
  if (isKeyboard(holder, fd, link)) return { is: "keyboard", isScreenToo: isTerminal(link) };
  const inode = socketInode(link);
  const kind = inode === undefined ? undefined : holder.lookup(holder.pid, inode);
  if (inode !== undefined && isInternet(kind)) return { is: "socket", inode, view: kind };
  if (isScreen(holder, fd, link)) return { is: "screen" };
  if (inode !== undefined && kind === "none") return { is: "socket", inode, view: undefined };
  if (link === "anon_inode:[timerfd]") return { is: "timer", firesInMs: timerLeft(holder, fd) };
  return { is: "other" };
}

/** The inode in a link such as `socket:[42]`. */
export function socketInode(link: string): number | undefined {
  return link.startsWith("socket:[") ? Number(link.slice(8, -1)) : undefined;
}

function isInternet(kind: SocketKind | undefined): kind is SocketView {
  return typeof kind === "object";
}

function isKeyboard({ keyboard }: Holder, fd: number, link: string): boolean {
  if (keyboard === undefined) return fd === 0 && !link.startsWith("/dev/null");
  return (
    link === keyboard ||
    (isTerminal(keyboard) && otherNames.has(link)) ||
    (fd === 0 && isTerminal(link))
  );
}

function isScreen(holder: Holder, fd: number, link: string): boolean {
  return (
    fd === 1 ||
    fd === 2 ||
    link === linkOf(holder, 1) ||
    link === linkOf(holder, 2) ||
    isTerminal(link)
  );
}

function isTerminal(link: string): boolean {
  return link.startsWith("/dev/pts/") || link.startsWith("/dev/tty") || otherNames.has(link);
}

/** A program's own terminal by other names: tty(4), and what bubblewrap calls it inside. */
const otherNames: ReadonlySet<string> = new Set(["/dev/tty", "/dev/console"]);

/** A line such as `it_value: (1, 500000000)`, proc_pid_fdinfo(5): seconds and nanoseconds until it fires. */
function timerLeft({ pid, tid }: Holder, fd: number): number | undefined {
  const [, seconds, nanoseconds] =
    /it_value: \((\d+), (\d+)\)/.exec(readProc(`/proc/${pid}/task/${tid}/fdinfo/${fd}`) ?? "") ??
    [];
  const left = Number(seconds ?? 0) * 1000 + Number(nanoseconds ?? 0) / 1e6;
  return left === 0 ? undefined : left;
}

// By the thread: the folder of a process whose first thread has ended is empty.
function linkOf({ pid, tid }: Holder, fd: number): string | undefined {
  return linkProc(`/proc/${pid}/task/${tid}/fd/${fd}`);
}
