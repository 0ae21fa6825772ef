import type { Limits } from "../model/limits.ts";

/** placeholder until the limits land */
export function limitLines(limits: Limits): string {
  return [
    "ulimit -c 0",
    `ulimit -f ${limits.file * 2048}`,
    `ulimit -n ${limits.descriptors}`,
    `ulimit -u ${limits.processes} || ulimit -p ${limits.processes}`,
  ].join("\n");
}
