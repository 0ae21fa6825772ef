import type { Limits } from "../model/limits.ts";

/** The limits that a shell can set for what it starts (setrlimit(2)). */
export type ShellLimits = Readonly<
  Pick<Limits, "cpu" | "file" | "descriptors"> & { processes?: number | undefined }
>;

/**
 * Lines for a shell that set these limits for itself and all it starts, soft and hard. They work in
 * dash, in bash called as sh and in busybox's ash, and never stop the shell: where the machine
 * already allows less, that stands.
 *
 * The watcher, which can tell what happened, measures whole trees and acts at the limit itself;
 * the kernel's stop lies a little above, for when the watcher is not quick enough.
 *
 * RLIMIT_NPROC counts the processes and threads of a user in a user namespace (all of the user's on
 * the machine before Linux 5.14): leave `processes` undefined where a program shares them with others.
 */
export function limitLines({ cpu, file, descriptors, processes }: ShellLimits): string {
  return [
    "ulimit -c 0",
    `ulimit -t ${cpu + headroom.cpu}`,
    // Units of 512 bytes, as POSIX has it.
    `ulimit -f ${file * 2048}`,
    `ulimit -n ${descriptors}`,
    // dash and ash call it -p, which in bash is the size of a pipe and can not be set.
    ...(processes === undefined ? [] : [nproc(processes + headroom.processes)]),
  ]
    .map((line) => `{ ${line}; } 2> /dev/null || :`)
    .join("\n");
}

/** The command that runs `command` under these limits: the same process, by way of a shell. */
export function underLimits(limits: ShellLimits, command: readonly string[]): readonly string[] {
  return ["/bin/sh", "-c", `${limitLines(limits)}\nexec "$@"`, "sh", ...command];
}

/**
 * Whether RLIMIT_NPROC counts each user namespace by itself: since Linux 5.14.
 * @param release as `os.release()` gives it.
 */
export function countsByNamespace(release: string): boolean {
  const [major = 0, minor = 0] = release.split(/[.-]/u).map(Number);
  return major > 5 || (major === 5 && minor >= 14);
}

/**
 * How much later than the watcher the kernel stops a program: a second of processor time, and the
 * sandbox's own processes and shells around a program.
 */
export const headroom = { cpu: 1, processes: 16 } as const;

function nproc(processes: number): string {
  return `ulimit -u ${processes} || ulimit -p ${processes}`;
}
