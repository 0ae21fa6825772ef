import type { Kernel, ProgramLook } from "./view.ts";

/**
 * The view of a system that does not tell what a program waits for (macOS, Windows). It knows only
 * whether the process is there.
 *
 * Callers need no second code path: motion is always `timed`, so nothing ever settles and every wait
 * ends by its grace period; they take silence on the screen and on the wire for the length of that
 * period as the sign that a program waits, type without waiting for `readsKeyboard`, and learn that
 * a server is up from what it prints or, where the exercise allows it, by connecting. The report says so.
 */
export const silence: Kernel = {
  kind: "silence",
  look: (rootPid) => (isThere(rootPid) ? blind(rootPid) : gone),
  holdings: () => undefined,
  sockets: () => [],
  allSockets: () => [],
  groups: () => undefined,
  stdinIdentity: () => undefined,
};

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

const blind = (pid: number): ProgramLook => ({
  ...gone,
  alive: true,
  processes: [pid],
  motion: "timed",
  fingerprint: String(pid),
  steadyFingerprint: String(pid),
  waits: [{ on: "unknown" }],
  waiting: { on: "unknown" },
});

const gone: ProgramLook = {
  alive: false,
  processes: [],
  motion: "blocked",
  wakesInMs: undefined,
  longestTimerMs: undefined,
  ticking: false,
  fingerprint: "",
  steadyFingerprint: "",
  waits: [{ on: "exited", code: undefined, signal: undefined }],
  waiting: { on: "exited", code: undefined, signal: undefined },
  readsKeyboard: false,
  accepting: false,
  receiving: [],
  awaitsDatagram: false,
  cpuMs: 0,
};
