import type { Connection, Waiting } from "../model/waiting.ts";
import { int } from "./argument.ts";
import { describe } from "./descriptor.ts";
import type { Descriptor, Holder } from "./descriptor.ts";
import { pollSet } from "./poll-set.ts";
import type { SocketLookup } from "./socket-lookup.ts";
import type { Call, Thread } from "./thread.ts";
import { timerOf } from "./timeout.ts";
import type { Timer } from "./timeout.ts";
import type { SocketView } from "./view.ts";

/** What one thread waits for. */
export type Wait = Readonly<{
  waiting: Waiting;
  /** Undefined: nothing but an event ends the wait. */
  timer: Timer | undefined;
  readsKeyboard: boolean;
  accepting: boolean;
  /** Inodes of the sockets it waits to read from or to accept on. */
  receiving: readonly number[];
  /** One of those is a socket for datagrams. */
  awaitsDatagram: boolean;
}>;

/** Reads a thread's system call with its descriptors: what it waits for, and until when. */
export function waitOf(thread: Thread, keyboard: string | undefined, lookup: SocketLookup): Wait {
  if (thread.state === "running") return plain({ on: "running" });
  if (thread.state === "stopped") return plain({ on: "stopped" });
  // What may not be seen may have a timer: never settled.
  if (thread.state === "hidden")
    return { ...plain({ on: "unknown" }), timer: { wakesInMs: undefined } };
  if (thread.call === undefined) return plain({ on: "unknown" });
  const holder = { pid: thread.pid, tid: thread.tid, keyboard, lookup };
  const timer = timerOf(thread.pid, thread.call);
  const wait = eventOf(thread, thread.call, holder, timer);
  return { ...wait, timer: earliest([wait.timer, timer]) };
}

const plain = (waiting: Waiting): Wait => ({
  waiting,
  timer: undefined,
  readsKeyboard: false,
  accepting: false,
  receiving: [],
  awaitsDatagram: false,
});

function eventOf(thread: Thread, call: Call, holder: Holder, timer: Timer | undefined): Wait {
  switch (call.name) {
    case "read":
    case "receive":
      return readWait(describe(holder, int(call.args, 0)));
    case "write":
    case "send":
      return plain(writeWaiting(describe(holder, int(call.args, 0))));
    case "accept":
      return acceptWait(describe(holder, int(call.args, 0)));
    case "connect":
      return plain({ on: "connect" });
    case "poll":
    case "ppoll":
    case "select":
    case "pselect":
    case "epoll":
    case "epoll-timespec":
      return pollWait(thread, call, holder, timer);
    case "futex":
    case "futex-wait":
    case "futex-waitv":
      return plain({ on: timer === undefined ? "lock" : "sleep" });
    case "nanosleep":
    case "clock-nanosleep":
    case "restart":
      return plain({ on: "sleep" });
    case "wait-child":
      return plain({ on: "child" });
    default:
      return plain({ on: "unknown" });
  }
}

function readWait(from: Descriptor): Wait {
  if (from.is === "keyboard") return { ...plain({ on: "keyboard" }), readsKeyboard: true };
  if (from.is === "socket") {
    const waiting = { on: "recv", connection: connectionOf(from.view) } as const;
    const receiving = [from.inode];
    if (!isForDatagrams(from.view)) return { ...plain(waiting), receiving };
    return { ...plain({ ...waiting, datagram: true }), receiving, awaitsDatagram: true };
  }
  if (from.is !== "timer") return plain({ on: "unknown" });
  return { ...plain({ on: "sleep" }), timer: timerOfDescriptor(from) };
}

function writeWaiting(to: Descriptor): Waiting {
  if (to.is === "socket") return { on: "send", connection: connectionOf(to.view) };
  return {
    on: to.is === "screen" || (to.is === "keyboard" && to.isScreenToo) ? "screen" : "unknown",
  };
}

function acceptWait(on: Descriptor): Wait {
  const socket = on.is === "socket" ? on : undefined;
  return {
    ...plain({ on: "accept", listening: socket?.view?.local }),
    accepting: true,
    receiving: socket === undefined ? [] : [socket.inode],
  };
}

function pollWait(thread: Thread, call: Call, holder: Holder, timer: Timer | undefined): Wait {
  const set = pollSet(thread, call);
  const reads = set.reads.map((fd) => describe(holder, fd));
  const sockets = reads.filter((each) => each.is === "socket");
  const keyboard = reads.some((each) => each.is === "keyboard");
  const accepting = sockets.some(({ view }) => view?.state === "listen");
  const receiving = sockets.some(({ view }) => view?.state !== "listen");
  return {
    waiting: pollWaiting(
      { keyboard, accepting, receiving },
      set.writes.map((fd) => describe(holder, fd)),
      timer,
    ),
    timer: earliest(reads.map(timerOfDescriptor)),
    readsKeyboard: keyboard,
    accepting,
    receiving: sockets.map(({ inode }) => inode),
    awaitsDatagram: sockets.some(({ view }) => view?.protocol === "udp"),
  };
}

/** A receive on a socket that no table has is one on a UDP socket without a port: TCP fails there (ENOTCONN). */
function isForDatagrams(view: SocketView | undefined): boolean {
  return view === undefined || view.protocol === "udp";
}

/** A set that asks only whether something may be written, or for nothing at all, is a send or a sleep. */
function pollWaiting(
  reading: Readonly<{ keyboard: boolean; accepting: boolean; receiving: boolean }>,
  writes: readonly Descriptor[],
  timer: Timer | undefined,
): Waiting {
  const writing = writes.find((each) => each.is === "socket" || each.is === "screen");
  if (reading.keyboard || reading.accepting || reading.receiving) return { on: "poll", ...reading };
  if (writing?.is === "socket")
    return writing.view?.state === "syn-sent" ? { on: "connect" } : writeWaiting(writing);
  if (writing !== undefined) return writeWaiting(writing);
  return timer === undefined ? { on: "poll", ...reading } : { on: "sleep" };
}

function timerOfDescriptor(descriptor: Descriptor): Timer | undefined {
  return descriptor.is === "timer" && descriptor.firesInMs !== undefined
    ? { wakesInMs: descriptor.firesInMs }
    : undefined;
}

/** One of unknown time goes first: it may fire at any moment. */
function earliest(timers: readonly (Timer | undefined)[]): Timer | undefined {
  const time = ({ wakesInMs = 0 }: Timer) => wakesInMs;
  return timers
    .filter((timer) => timer !== undefined)
    .toSorted((first, second) => time(first) - time(second))[0];
}

function connectionOf(view: SocketView | undefined): Connection | undefined {
  return view === undefined || view.state === "listen"
    ? undefined
    : { local: view.local, remote: view.remote };
}
