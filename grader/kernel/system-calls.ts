/**
 * The system calls in which a program waits, by what they wait for. Calls that differ only in how
 * they pass the same arguments share a name.
 */
export type SystemCall =
  | "read"
  | "write"
  | "receive"
  | "send"
  | "accept"
  | "connect"
  | "poll"
  | "ppoll"
  | "select"
  | "pselect"
  | "epoll"
  | "epoll-timespec"
  | "futex"
  | "futex-wait"
  | "futex-waitv"
  | "nanosleep"
  | "clock-nanosleep"
  | "restart"
  | "wait-child"
  | "wait-signal"
  | "semaphore-timed";

/**
 * Numbers to names for a machine as `process.arch` names it, or undefined where there is no table:
 * numbers belong to an architecture (syscalls(2), the kernel's `syscall_64.tbl` and `asm-generic/unistd.h`).
 */
export function systemCalls(architecture: string): ReadonlyMap<number, SystemCall> | undefined {
  const table = tables[architecture];
  if (table === undefined) return undefined;
  return new Map(
    Object.entries({ ...table, ...everywhere }).flatMap(([name, numbers]) =>
      numbers.map((number) => [number, name as SystemCall]),
    ),
  );
}

type Table = Readonly<Partial<Record<SystemCall, readonly number[]>>>;

// Calls newer than 2019 have one number everywhere.
const everywhere: Table = {
  "epoll-timespec": [441], // epoll_pwait2
  "futex-waitv": [449],
  "futex-wait": [455],
};

const x64: Table = {
  read: [0, 19], // readv
  write: [1, 20], // writev
  receive: [45, 47, 299], // recvfrom, recvmsg, recvmmsg
  send: [44, 46, 307], // sendto, sendmsg, sendmmsg
  accept: [43, 288], // accept4
  connect: [42],
  poll: [7],
  ppoll: [271],
  select: [23],
  pselect: [270],
  epoll: [232, 281], // epoll_wait, epoll_pwait
  futex: [202],
  nanosleep: [35],
  "clock-nanosleep": [230],
  restart: [219],
  "wait-child": [61, 247], // wait4, waitid
  "wait-signal": [128], // rt_sigtimedwait
  "semaphore-timed": [220], // semtimedop
};

const arm64: Table = {
  read: [63, 65],
  write: [64, 66],
  receive: [207, 212, 243],
  send: [206, 211, 269],
  accept: [202, 242],
  connect: [203],
  ppoll: [73],
  pselect: [72],
  epoll: [22],
  futex: [98],
  nanosleep: [101],
  "clock-nanosleep": [115],
  restart: [128],
  "wait-child": [260, 95],
  "wait-signal": [137],
  "semaphore-timed": [192],
};

const tables: Readonly<Record<string, Table>> = { x64, arm64 };
