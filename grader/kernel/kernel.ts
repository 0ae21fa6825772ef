import { procKernel } from "./proc.ts";
import { readProc } from "./proc-files.ts";
import { silence } from "./silence.ts";
import type { Kernel } from "./view.ts";

export type { GroupMembership, Holdings, Kernel, ProgramLook, SocketView } from "./view.ts";

/**
 * The best view this machine offers: `proc` where the system call of a blocked thread can be read
 * (Linux with `CONFIG_HAVE_ARCH_TRACEHOOK`, proc(5)) on an architecture with a table here, else `silence`.
 */
export function detectKernel(): Kernel {
  return (tellsSystemCalls() ? procKernel(process.arch) : undefined) ?? silence;
}

/** No /proc, a kernel without the file, a container that masks it, or a system that lets nobody look at others. */
function tellsSystemCalls(): boolean {
  return readProc(`/proc/self/task/${process.pid}/syscall`) !== undefined && !isForbiddenByYama();
}

/** Yama's ptrace_scope: 1 (Ubuntu) leaves us our own children, 2 wants CAP_SYS_PTRACE, 3 is for nobody. */
function isForbiddenByYama(): boolean {
  const scope = Number(readProc("/proc/sys/kernel/yama/ptrace_scope") ?? 0);
  return scope >= 3 || (scope === 2 && !mayTrace());
}

/** In a slot everybody's ordinary user may (capabilities(7)); an administrator in a container may not. */
function mayTrace(): boolean {
  const effective = /^CapEff:\s*([0-9a-f]+)$/mu.exec(readProc("/proc/self/status") ?? "")?.[1];
  return (BigInt(`0x${effective ?? "0"}`) & capSysPtrace) !== 0n;
}

const capSysPtrace = 1n << 19n;
