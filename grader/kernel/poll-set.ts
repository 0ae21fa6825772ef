import { int, pointer } from "./argument.ts";
import { readMemory, readProc } from "./proc-files.ts";
import type { Thread, Call } from "./thread.ts";

/** The descriptors that a poll, select or epoll watches, by what for. */
export type PollSet = Readonly<{ reads: readonly number[]; writes: readonly number[] }>;

/** The set of a thread that is blocked in such a call; empty where its memory can not be read. */
export function pollSet(thread: Thread, { name, args }: Call): PollSet {
  switch (name) {
    case "poll":
    case "ppoll":
      return readPollFds(thread.pid, pointer(args, 0), int(args, 1));
    case "select":
    case "pselect":
      return {
        reads: readFdSet(thread.pid, pointer(args, 1), int(args, 0)),
        writes: readFdSet(thread.pid, pointer(args, 2), int(args, 0)),
      };
    default:
      return readEpoll(thread, int(args, 0));
  }
}

/** poll(2): pairs of a 32-bit descriptor, ignored when negative, and two 16-bit event masks. */
function readPollFds(pid: number, address: number, count: number): PollSet {
  const length = Math.min(count, mostFds) * 8;
  const bytes = length > 0 ? readMemory(pid, address, length) : undefined;
  if (bytes === undefined) return nothing;
  const entries = Array.from(
    { length: length / 8 },
    (_, index) => [bytes.readInt32LE(index * 8), bytes.readUInt16LE(index * 8 + 4)] as const,
  );
  return byInterest(entries.filter(([fd]) => fd >= 0));
}

/** select(2): one bit per descriptor in 64-bit words. The kernel writes its answer only on return. */
function readFdSet(pid: number, address: number, count: number): readonly number[] {
  const length = Math.ceil(Math.min(count, mostFds) / 64) * 8;
  const bytes = address !== 0 && length > 0 ? readMemory(pid, address, length) : undefined;
  if (bytes === undefined) return [];
  return Array.from({ length: Math.min(count, mostFds) }, (_, fd) => fd).filter(
    (fd) => ((bytes[fd >> 3] ?? 0) & (1 << (fd & 7))) !== 0,
  );
}

/** proc_pid_fdinfo(5): one line `tfd: 5 events: 19 …` for each descriptor, the mask in hexadecimal. */
function readEpoll({ pid, tid }: Thread, fd: number): PollSet {
  const text = readProc(`/proc/${pid}/task/${tid}/fdinfo/${fd}`) ?? "";
  const entries = [...text.matchAll(/^tfd:\s*(\d+) events:\s*([0-9a-f]+)/gm)];
  return byInterest(
    entries.map(
      ([, watched, events]) => [Number(watched), Number.parseInt(events ?? "0", 16)] as const,
    ),
  );
}

function byInterest(entries: readonly (readonly [number, number])[]): PollSet {
  const having = (mask: number) =>
    entries.filter(([, events]) => (events & mask) !== 0).map(([fd]) => fd);
  return { reads: having(readEvents), writes: having(writeEvents) };
}

// POLLIN, POLLRDNORM, POLLRDBAND, POLLPRI; POLLOUT, POLLWRNORM, POLLWRBAND. EPOLL… has the same values.
const readEvents = 0x001 | 0x040 | 0x080 | 0x002;
const writeEvents = 0x004 | 0x100 | 0x200;

const nothing: PollSet = { reads: [], writes: [] };

// Far more than a student's server watches; keeps one look short whatever a program asks for.
const mostFds = 4096;
