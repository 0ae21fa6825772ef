import type { TcpState } from "../model/tcp-state.ts";
import type { Endpoint, Waiting } from "../model/waiting.ts";

/** One row of the kernel's socket tables, proc_net(5). IPv4-mapped IPv6 addresses are shown as IPv4. */
export type SocketView = Readonly<{
  protocol: "tcp" | "udp";
  /** `bound`: UDP that is not connected. A TCP socket that neither listens nor connected has no row. */
  state: TcpState | "bound";
  local: Endpoint;
  /** The unspecified address and port 0 where there is no other end. */
  remote: Endpoint;
  /** Bytes that wait to be read; of a listening socket, connections that wait to be accepted. */
  rxQueue: number;
  /** Bytes that the other end has not acknowledged yet. */
  txQueue: number;
  /** 0 when no program holds it any more (TIME_WAIT). */
  inode: number;
  /** The other end's receive window is closed: what waits in `txQueue` moves only once it reads. */
  stalled?: boolean | undefined;
}>;

/** A multicast group that sockets of a network have joined, as the tables of the kernel have it. */
export type GroupMembership = Readonly<{
  /** `224.1.1.1`, or `ff15::1` written as in RFC 5952. */
  address: string;
  /** The name of the interface it was joined on. */
  interface: string;
  /** How many sockets have joined: the same group on the same interface twice by one socket is refused. */
  users: number;
}>;

/** One look at a program: its whole process tree, at about one moment. */
export type ProgramLook = Readonly<{
  /** Some process of the tree is neither gone nor a zombie. */
  alive: boolean;
  /** Live process ids, the root first. */
  processes: readonly number[];
  /** All threads in untimed waits; some in a wait with a timeout and the rest blocked; something runs. */
  motion: "blocked" | "timed" | "moving";
  /** When timed: milliseconds until the earliest timer of the program's own fires, an upper bound where the kernel tells no more. */
  wakesInMs: number | undefined;
  /** Milliseconds until the last of those timers fires. */
  longestTimerMs: number | undefined;
  /** Only a runtime's own housekeeping threads (JVM, Node, Go) hold timers or run. */
  ticking: boolean;
  /** Equal in two looks exactly when no thread of the program ran between them. */
  fingerprint: string;
  /** The same without a runtime's housekeeping threads. */
  steadyFingerprint: string;
  /** What its threads wait for, each thing once, the most telling first. */
  waits: readonly Waiting[];
  /** The most telling of them. */
  waiting: Waiting;
  /** Blocked reading the keyboard, or in poll, select or epoll with the keyboard in its set. */
  readsKeyboard: boolean;
  /** Blocked in accept on a listening socket, or polling one. */
  accepting: boolean;
  /** Inodes of the sockets that some thread is blocked reading, accepting on, or polling for input. */
  receiving: readonly number[];
  /** Some thread waits for a datagram: it may have set SO_RCVTIMEO, which shows nowhere. */
  awaitsDatagram: boolean;
  /** User and system time of the whole tree, reaped children included, in milliseconds. */
  cpuMs: number;
}>;

/** What a program holds at about one moment, its whole process tree together. */
export type Holdings = Readonly<{
  /** Processes that live. */
  processes: number;
  /** Processes that have ended and that nobody has waited for (wait(2)). */
  zombies: number;
  /** Threads of its own, without those that a runtime (JVM, Node, Go) keeps for itself. */
  threads: number;
  /** Open descriptors: sockets, files, pipes, whatever else. */
  descriptors: number;
}>;

/**
 * The kernel's view of programs. No method throws: a process that vanishes while it is looked at
 * is a program that has ended.
 */
export interface Kernel {
  /** `silence`: this system does not tell; see `silence.ts` for what its callers do instead. */
  readonly kind: "proc" | "silence";
  /**
   * @param keyboard the program's standard input, as {@link Kernel.stdinIdentity} gave it.
   * @param wrappers how many processes at the top of the tree only wait for the program, and are left
   * out: a sandbox's own. While there is nobody below them the program is not alive.
   */
  look(rootPid: number, keyboard: string | undefined, wrappers?: number): ProgramLook;
  /** What the program's process tree holds; undefined where the system does not tell. */
  holdings(rootPid: number, wrappers?: number): Holdings | undefined;
  /** The sockets that the program's process tree holds, each once. */
  sockets(rootPid: number, wrappers?: number): readonly SocketView[];
  /** Every socket of that process's network namespace, those in TIME_WAIT included. */
  allSockets(pid: number): readonly SocketView[];
  /**
   * The multicast groups that sockets of that process's network namespace have joined; who is in a group
   * is not told for a single process. Groups that every machine is in by itself are left out.
   * @returns undefined where it is not known: this system does not tell, or the process is gone.
   */
  groups(pid: number): readonly GroupMembership[] | undefined;
  /** What names a process's standard input, the same in every process that shares it. */
  stdinIdentity(pid: number): string | undefined;
}
