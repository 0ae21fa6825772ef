import type { ProgramLook, SocketView } from "./view.ts";

/**
 * Whether anything can still happen without the grader, judged by two looks at every program of a
 * check, `before[i]` and `after[i]` at the same one. All of `before` must have been taken before any of `after`.
 *
 * - `settled`: every program is blocked in untimed waits, or has ended.
 * - `ticking`: the same, but for timed waits that have not fired and for a runtime's housekeeping.
 *   The caller grants it a grace period.
 * - `moving`: anything else.
 *
 * Why `settled` is sound although the looks take time. A thread that runs and blocks again has one
 * more context switch, so equal fingerprints say that each thread slept from its part of the first
 * look to its part of the second. Those spans all contain the moment between the two looks: at that
 * moment every thread of every program was blocked at once. A blocked thread starts no thread and no
 * process, and a look lists threads and children after it has read their parents' counters, so none
 * was overlooked. From then on only a timer (there is none), the grader, or bytes under way can wake
 * one, and bytes are what {@link inFlight} asks about, with sockets read between the two looks.
 *
 * Not seen from outside: SO_RCVTIMEO, and alarm(2) without a handler. An untimed-looking receive
 * of a datagram deserves the grace period too.
 */
export function still(
  before: readonly ProgramLook[],
  after: readonly ProgramLook[],
): "moving" | "settled" | "ticking" {
  if (before.length !== after.length) return "moving";
  const pairs = before.map((look, index) => [look, after[index] as ProgramLook] as const);
  if (pairs.every(([first, second]) => bothEnded(first, second) || bothBlocked(first, second)))
    return "settled";
  if (pairs.every(([first, second]) => bothEnded(first, second) || bothWait(first, second)))
    return "ticking";
  return "moving";
}

/**
 * Whether bytes are under way that will wake a program: a socket that some thread waits to read or
 * accept on has something in its queue, or the other end has not acknowledged what was sent. Bytes
 * that nobody reads are not under way, nor are those behind a closed receive window.
 *
 * @param receiving the inodes of {@link ProgramLook.receiving}, of every program whose sockets are given.
 */
export function inFlight(sockets: readonly SocketView[], receiving: readonly number[]): boolean {
  return sockets.some(
    (socket) => (socket.rxQueue > 0 && receiving.includes(socket.inode)) || isSending(socket),
  );
}

/**
 * Whether a reader has read all that had come while the sender has more: then the window is about to open,
 * even if the sender does not know yet. An update that got lost is asked for by the sender's next
 * probe, 200 ms later or more (RFC 9293 §3.8.6.1).
 */
export function isAboutToGoOn(sender: SocketView, reader: SocketView): boolean {
  return sender.protocol === "tcp" && sender.txQueue > 0 && reader.rxQueue === 0;
}

function bothEnded(first: ProgramLook, second: ProgramLook): boolean {
  return !first.alive && !second.alive;
}

function bothBlocked(first: ProgramLook, second: ProgramLook): boolean {
  return (
    [first, second].every((look) => look.alive && look.motion === "blocked") &&
    first.fingerprint === second.fingerprint
  );
}

function bothWait(first: ProgramLook, second: ProgramLook): boolean {
  return (
    [first, second].every((look) => look.alive && look.motion !== "moving") &&
    first.steadyFingerprint === second.steadyFingerprint
  );
}

function isSending({ protocol, state, txQueue, stalled }: SocketView): boolean {
  return (
    protocol === "tcp" &&
    state !== "listen" &&
    state !== "time-wait" &&
    txQueue > 0 &&
    stalled !== true
  );
}
