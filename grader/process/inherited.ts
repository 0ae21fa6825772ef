import { closeSync, readdirSync, readFileSync } from "node:fs";

/**
 * Closes the descriptors that this process was started with beside the three standard ones (make's job
 * server, a shell's saved streams): every program it starts would have them too. What Node has opened
 * itself is marked to be closed on exec (open(2), O_CLOEXEC), and stays.
 */
export function closeInherited(): void {
  for (const fd of listDescriptors()) {
    if (fd > 2 && isPassedOn(fd)) closeSync(fd);
  }
}

function listDescriptors(): readonly number[] {
  try {
    return readdirSync("/proc/self/fd").map(Number);
  } catch {
    // No /proc: nothing can be told about them.
    return [];
  }
}

/** Whether programs started from here would have it (proc_pid_fdinfo(5): octal flags). */
function isPassedOn(fd: number): boolean {
  try {
    const [, flags = "0"] =
      /^flags:\s+(\d+)$/mu.exec(readFileSync(`/proc/self/fdinfo/${fd}`, "latin1")) ?? [];
    return (Number.parseInt(flags, 8) & closeOnExec) === 0;
  } catch {
    // The one that the list itself was read through.
    return false;
  }
}

/** O_CLOEXEC, the same number on x86-64 and arm64. */
const closeOnExec = 0o2_000_000;
