import type { ToolRun } from "../../model/tool.ts";

/**
 * Whether a compiler came to an end that it will come to again: it has built, or it has refused what it
 * was given. What the machine did to it (no time, no memory, no sandbox) is no verdict.
 */
export function isVerdict({ code, timedOut, stdout, stderr }: ToolRun): boolean {
  if (timedOut || code === undefined) return false;
  if (code === 0) return true;
  return refusals.has(code) && !machineFailure.test(stdout) && !machineFailure.test(stderr);
}

/** Compilers say 1, those that drive others 2; Cargo has 101. Beyond that are their own accidents. */
const refusals = new Set([1, 2, 101]);

/** A sandbox that would not open, and what compilers say when the machine does not let them finish. */
const machineFailure =
  /^(?:bwrap|nsenter|setpriv|unshare|(?:\/bin\/)?sh): |internal compiler error|terminated program|\bkilled\b|out of memory|outofmemory|memory exhausted|cannot allocate|could not reserve|no space left|disk quota|resource temporarily|too many open files|file size limit|limit exceeded|read-only file system|input\/output error|unable to create (?:native )?thread|insufficient memory/imu;
