import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Whether this is the first Windows Subsystem for Linux, which translates calls and has no kernel. */
export function isWsl1(root = "/"): boolean {
  // The second one says `microsoft-standard`.
  return read(join(root, "proc/sys/kernel/osrelease")).endsWith("-Microsoft");
}

/** Whether a filter of system calls holds for us: `Seccomp: 2` in proc_pid_status(5). */
export function isFiltered(root = "/"): boolean {
  return /^Seccomp:\s+2$/mu.test(read(join(root, "proc/self/status")));
}

/**
 * What /proc is mounted with to hide other users' processes, as the kernel writes it (proc(5));
 * undefined where it hides nothing.
 */
export function hiddenProcesses(root = "/"): string | undefined {
  const value = mountOptions("/proc", root)
    .find((option) => option.startsWith("hidepid="))
    ?.slice("hidepid=".length);
  return value === "0" || value === "off" ? undefined : value;
}

/** Whether a folder is a mount that can only be read, as containers have /proc/sys. */
export function isReadOnly(folder: string, root = "/"): boolean {
  return mountOptions(folder, root).includes("ro");
}

/** What is mounted last on a folder is what is seen there; none where nothing is mounted. */
function mountOptions(folder: string, root: string): readonly string[] {
  const mounts = read(join(root, "proc/self/mounts")).split("\n");
  return (
    mounts
      .findLast((line) => line.split(" ")[1] === folder)
      ?.split(" ")[3]
      ?.split(",") ?? []
  );
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return "";
  }
}
