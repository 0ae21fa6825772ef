import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { systemCalls } from "./system-calls.ts";

const named = {
  read: ["read", "readv"],
  write: ["write", "writev"],
  receive: ["recvfrom", "recvmsg", "recvmmsg"],
  send: ["sendto", "sendmsg", "sendmmsg"],
  accept: ["accept", "accept4"],
  connect: ["connect"],
  ppoll: ["ppoll"],
  pselect: ["pselect6"],
  epoll: ["epoll_pwait"],
  futex: ["futex"],
  "futex-waitv": ["futex_waitv"],
  nanosleep: ["nanosleep"],
  "clock-nanosleep": ["clock_nanosleep"],
  restart: ["restart_syscall"],
  "wait-child": ["wait4", "waitid"],
  "wait-signal": ["rt_sigtimedwait"],
  "semaphore-timed": ["semtimedop"],
  "epoll-timespec": ["epoll_pwait2"],
} as const;

const onlyX64 = { poll: ["poll"], select: ["select"], epoll: ["epoll_wait"] } as const;

describe("systemCalls", () => {
  it.each([
    ["arm64", "asm-generic/unistd.h", Object.entries(named)],
    ["x64", "asm/unistd.h", [...Object.entries(named), ...Object.entries(onlyX64)]],
  ] as const)("agrees with the kernel's header for %s", (architecture, header, names) => {
    // Of the machine's own header only one on x86-64 tells its numbers.
    const from = architecture === "x64" && process.arch !== "x64" ? undefined : numbersIn(header);
    const table = systemCalls(architecture);
    for (const [name, calls] of names) {
      for (const call of calls)
        if (from !== undefined)
          expect([call, table?.get(from.get(call) ?? -1)]).toEqual([call, name]);
    }
    expect(table?.get(-1)).toBeUndefined();
  });

  it("has no table for a machine it does not know", () => {
    expect(systemCalls("mips")).toBeUndefined();
  });
});

function numbersIn(header: string): ReadonlyMap<string, number> {
  const text = execFileSync("gcc", ["-E", "-dM", "-"], {
    input: `#include <${header}>\n`,
  }).toString();
  return new Map(
    [...text.matchAll(/^#define __NR_(\w+) (\d+)$/gm)].map(([, name, number]) => [
      String(name),
      Number(number),
    ]),
  );
}
