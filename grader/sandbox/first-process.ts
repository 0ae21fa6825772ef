import { release } from "node:os";
import type { Limits } from "../model/limits.ts";
import { countsByNamespace, limitLines } from "./resource-limits.ts";

/**
 * The command of a sandbox's first process, sh(1): it sets the limits, keeps its own remarks
 * ("Segmentation fault") off the screen, reaps orphans, and hands on how the program ended. The program
 * must not take its place, hence the parentheses: process 1 is deaf to signals that it does not handle
 * (pid_namespaces(7)).
 */
export function underShell(limits: Limits, command: readonly string[]): readonly string[] {
  // Before Linux 5.14 the kernel would count everything that its user runs on the machine.
  const processes = countsByNamespace(release()) ? limits.processes : undefined;
  const lines = limitLines({ ...limits, processes });
  const script = `exec 3>&2 2>/dev/null\n${lines}\n("$@" 2>&3 3>&-)\nexit $?`;
  return ["/bin/sh", "-c", script, "sh", ...command];
}
