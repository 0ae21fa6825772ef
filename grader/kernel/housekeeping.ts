import type { Wait } from "./wait.ts";
import type { ProcessSnapshot } from "./process.ts";
import type { Thread } from "./thread.ts";

/**
 * Tells which threads of a process are a language runtime's own. They wake by timers for ever, run
 * nothing of the program, and so say nothing about what the program does.
 */
export function housekeeping(process: ProcessSnapshot): (thread: Thread, wait: Wait) => boolean {
  const { threads } = process;
  if (threads.some(({ name }) => name === "VM Thread")) return ({ name }) => jvmThreads.test(name);
  if (threads.length > 1 && threads.some(({ name }) => nodeThreads.test(name)))
    return (thread, wait) => thread.tid !== process.pid && isIdleNodeThread(thread, wait);
  if (threads.length > 1 && threads.every(catchesLikeGo)) return isGoMonitor;
  return () => false;
}

// Names are cut at 15 characters. `process reaper` waits for a child for 60 s at a time.
const jvmThreads =
  /^(?:VM Thread|VM Periodic Tas|GC Thread#|G1 |Z(?:Worker|Driver|Director|Stat|Uncommitter|Unmapper)|Shenandoah|StringDedup|C[12] CompilerThre|Sweeper thread|Reference Handl|Finalizer$|Common-Cleaner|Cleaner-\d|Signal Dispatch|Service Thread|Monitor Deflati|Notification Th|Attach Listener|process reaper|JVMCI|Libgraal)/;

// Until Node 22 all of its threads are called `node`.
const nodeThreads = /^(?:node|nodejs|V8Worker|libuv-worker|DelayedTaskSche)$/;

/**
 * V8's workers, libuv's pool and the inspector carry the same name as the program, so they are told
 * by what they do: wait for a job. One that runs, or looks up a host name, works for the program.
 */
function isIdleNodeThread({ state, call }: Thread, wait: Wait): boolean {
  if (state !== "blocked" || wait.readsKeyboard || wait.receiving.length > 0) return false;
  return call?.name === "futex" || call?.name === "epoll";
}

/** Go catches nearly every signal, all real-time ones included; nothing else that students use does. */
function catchesLikeGo({ caught }: Thread): boolean {
  const realTime = Number.parseInt(caught.slice(0, 8) || "0", 16);
  return realTime.toString(2).replaceAll("0", "").length >= 28;
}

/** A goroutine that sleeps is a timeout of epoll; only Go's monitor thread sleeps by itself. */
function isGoMonitor(_thread: Thread, { waiting }: Wait): boolean {
  return waiting.on === "sleep";
}
