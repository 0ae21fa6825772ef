/** System call arguments as proc_pid_syscall(5) prints them: `0x` and up to 16 hexadecimal digits. */
export type Arguments = readonly string[];

/** A C `int`, of which only the lower 32 bits mean anything. */
export function int(args: Arguments, index: number): number {
  return Number.parseInt((args[index] ?? "0x0").slice(2).slice(-8), 16) | 0;
}

/** An address in user space: below 2⁵³, so exact as a number. */
export function pointer(args: Arguments, index: number): number {
  return Number.parseInt(args[index] ?? "0x0", 16);
}
