import { groupsOfNamespace } from "./groups.ts";
import { linkProc } from "./proc-files.ts";
import { socketsHeldBy, socketsOfNamespace } from "./held-sockets.ts";
import { holdingsAt, lookAt } from "./look.ts";
import { processIds } from "./process.ts";
import { socketLookup } from "./socket-lookup.ts";
import { systemCalls } from "./system-calls.ts";
import type { Kernel } from "./view.ts";

/**
 * The view through Linux's `/proc` (proc(5)), or undefined for an architecture (as `process.arch` names
 * it) whose system calls have no table here. Programs must belong to the caller, as its own children do.
 */
export function procKernel(architecture: string): Kernel | undefined {
  const names = systemCalls(architecture);
  if (names === undefined) return undefined;
  const tools = { names, lookup: socketLookup() };
  return {
    kind: "proc",
    look: (rootPid, keyboard, wrappers = 0) => lookAt(rootPid, wrappers, keyboard, tools),
    holdings: (rootPid, wrappers = 0) => holdingsAt(rootPid, wrappers, tools),
    sockets: (rootPid, wrappers = 0) => socketsHeldBy(processIds(rootPid, wrappers)),
    allSockets: socketsOfNamespace,
    groups: groupsOfNamespace,
    stdinIdentity: (pid) => linkProc(`/proc/${pid}/fd/0`),
  };
}
