/** What a machine has to do without: namespaces take the sandbox and the capture with them. */
export type Loss = "namespaces" | "sandbox" | "capture" | "kernel";

/** A setting of the kernel (sysctl(8)), as it is and as the grader wants it. */
export type KernelSetting = Readonly<{ name: string; is: string; wanted: string }>;

/** What keeps programs in a container, as far as its marks in the file system tell. */
export type Container = "docker" | "podman" | "other";

/** Why a piece is missing. Strings are as the system wrote them. */
export type MissingReason = Readonly<
  | { kind: "not-linux" }
  | { kind: "wsl1" }
  /** Built without CONFIG_USER_NS (user_namespaces(7)). */
  | { kind: "not-in-kernel" }
  | { kind: "tools"; names: readonly string[] }
  /** Ubuntu from 23.10 on. */
  | { kind: "apparmor"; setting: KernelSetting }
  | { kind: "settings"; settings: readonly KernelSetting[] }
  /** A filter of system calls (seccomp(2)): Docker's, or a service manager's. */
  | { kind: "seccomp"; container: Container | undefined }
  /** Parts of /proc are covered, and then the kernel allows no second, uncovered one. */
  | { kind: "masked-proc"; container: Container | undefined }
  /** proc(5). */
  | { kind: "hidepid"; value: string }
  /** Yama's ptrace_scope. */
  | { kind: "ptrace-scope"; scope: string }
  | { kind: "architecture"; name: string }
  | { kind: "refused"; tried: string; error: string }
>;

/** Something that a machine lacks or forbids, and the one command that changes it. */
export type MissingPiece = Readonly<{
  costs: Loss;
  reason: MissingReason;
  /** A line for a shell; undefined where no command is known. */
  command: string | undefined;
  /** Who runs it: `npm run setup`, a person on this machine, or a person outside of it. */
  by: "setup" | "you" | "host";
}>;
