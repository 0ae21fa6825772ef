import { int, pointer } from "./argument.ts";
import { readMemory } from "./proc-files.ts";
import type { Call } from "./thread.ts";

/** When a timed wait ends by itself: an upper bound, or undefined where the kernel does not tell. */
export type Timer = Readonly<{ wakesInMs: number | undefined }>;

/**
 * The timer of a system call that a thread is blocked in, or undefined when it waits without one.
 * Exact for an absolute time (clock_nanosleep with TIMER_ABSTIME, futex); of a relative one only its
 * length is known, not when it began.
 */
export function timerOf(pid: number, { name, args }: Call): Timer | undefined {
  switch (name) {
    case "poll":
      return milliseconds(int(args, 2));
    case "epoll":
      return milliseconds(int(args, 3));
    case "ppoll":
      return relative(pid, pointer(args, 2));
    case "epoll-timespec":
      return relative(pid, pointer(args, 3));
    case "pselect":
      return relative(pid, pointer(args, 4));
    case "select":
      return relative(pid, pointer(args, 4), microsecond);
    case "nanosleep":
      return relative(pid, pointer(args, 0));
    case "clock-nanosleep":
      return (int(args, 1) & timerAbsolute) === 0
        ? relative(pid, pointer(args, 2))
        : absolute(pid, pointer(args, 2), int(args, 0));
    case "wait-signal":
      return relative(pid, pointer(args, 2));
    case "semaphore-timed":
      return relative(pid, pointer(args, 3));
    case "futex":
      return futexTimer(pid, args);
    case "futex-wait":
      return absolute(pid, pointer(args, 4), int(args, 5));
    case "futex-waitv":
      return absolute(pid, pointer(args, 3), int(args, 4));
    case "restart":
      // The rest of a relative wait that a stop interrupted; the kernel keeps its end to itself.
      return { wakesInMs: undefined };
    default:
      return undefined;
  }
}

const timerAbsolute = 1;

function milliseconds(timeout: number): Timer | undefined {
  return timeout < 0 ? undefined : { wakesInMs: timeout };
}

/** futex(2): FUTEX_WAIT counts from its start, every other operation names a moment. */
function futexTimer(pid: number, args: Call["args"]): Timer | undefined {
  const operation = int(args, 1);
  const command = operation & futexCommand;
  const address = pointer(args, 3);
  if (command === futexWait) return relative(pid, address);
  const isRealtime = command === futexLockPi || (operation & futexRealtime) !== 0;
  return absolute(pid, address, isRealtime ? clockRealtime : clockMonotonic);
}

const futexCommand = 0x7f;
const futexWait = 0;
const futexLockPi = 6;
const futexRealtime = 0x100;

function relative(pid: number, address: number, unit: number = nanosecond): Timer | undefined {
  return address === 0 ? undefined : { wakesInMs: readTime(pid, address, unit) };
}

function absolute(pid: number, address: number, clock: number): Timer | undefined {
  if (address === 0) return undefined;
  const [time, now] = [readTime(pid, address, nanosecond), readClock(clock)];
  return {
    wakesInMs: time === undefined || now === undefined ? undefined : Math.max(0, time - now),
  };
}

// What the second word of a timespec and of a timeval counts, in milliseconds.
const nanosecond = 1e-6;
const microsecond = 1e-3;

/** A timespec or timeval, two 64-bit words, as milliseconds. */
function readTime(pid: number, address: number, unit: number): number | undefined {
  const bytes = readMemory(pid, address, 16);
  return bytes === undefined
    ? undefined
    : Number(bytes.readBigInt64LE(0)) * 1000 + Number(bytes.readBigInt64LE(8)) * unit;
}

const clockRealtime = 0;
const clockMonotonic = 1;

function readClock(clock: number): number | undefined {
  if (clock === clockRealtime) return Date.now();
  return clock === clockMonotonic ? Number(process.hrtime.bigint()) / 1e6 : undefined;
}
