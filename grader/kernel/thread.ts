import { readProc } from "./proc-files.ts";
import type { SystemCall } from "./system-calls.ts";

/** A blocked thread's system call with its six arguments as the kernel prints them, `0x…`. */
export type Call = Readonly<{ name: SystemCall | undefined; args: readonly string[] }>;

/** One thread at one moment. */
export type Thread = Readonly<{
  pid: number;
  tid: number;
  name: string;
  /** `hidden`: blocked, and this user may not see in what. */
  state: "running" | "blocked" | "stopped" | "hidden";
  /** The call it is blocked in; undefined as well when it is blocked outside of any. */
  call: Call | undefined;
  /** Equal twice exactly when the thread did not run between. */
  mark: string;
  /** The signals that its process catches, as 16 hexadecimal digits (`SigCgt`). */
  caught: string;
}>;

/**
 * One thread as proc_pid_status(5) and proc_pid_syscall(5) show it, or undefined when it has ended.
 *
 * Switches are read before the system call: a thread that was seen with n switches while it still ran,
 * and then blocked, has n + 1 the next time. So n twice means that it was blocked from the first reading on.
 */
export function readThread(
  pid: number,
  tid: number,
  names: ReadonlyMap<number, SystemCall>,
): Thread | undefined {
  const folder = `/proc/${pid}/task/${tid}`;
  const status = readProc(`${folder}/status`);
  if (status === undefined) return undefined;
  const letter = field(status, "\nState:\t").charAt(0);
  if (letter === "" || endedStates.includes(letter)) return undefined;
  const line = readProc(`${folder}/syscall`)?.trimEnd();
  const state = stateOf(letter, line);
  const switches = `${field(status, "\nvoluntary_ctxt_switches:\t")}+${field(status, "\nnonvoluntary_ctxt_switches:\t")}`;
  return {
    pid,
    tid,
    name: field(`\n${status}`, "\nName:\t"),
    state,
    call: state === "blocked" && line !== undefined ? parseCall(line, names) : undefined,
    // A thread that runs has no switch to show for it until it stops: no two looks at it are equal.
    mark:
      state === "running"
        ? `${tid}~${process.hrtime.bigint()}`
        : `${tid}:${letter}${switches}:${line ?? ""}`,
    caught: field(status, "\nSigCgt:\t"),
  };
}

const endedStates = "ZX";

function stateOf(letter: string, line: string | undefined): Thread["state"] {
  if (letter === "T" || letter === "t") return "stopped";
  // D is waiting for the disk or for a new process to exec: it goes on by itself.
  if (letter === "R" || letter === "D" || line === "running") return "running";
  return line === undefined ? "hidden" : "blocked";
}

function parseCall(line: string, names: ReadonlyMap<number, SystemCall>): Call | undefined {
  const [number = "-1", ...args] = line.split(" ");
  return number === "-1" ? undefined : { name: names.get(Number(number)), args };
}

function field(text: string, label: string): string {
  const start = text.indexOf(label);
  if (start < 0) return "";
  const end = text.indexOf("\n", start + label.length);
  return text.slice(start + label.length, end < 0 ? undefined : end);
}
