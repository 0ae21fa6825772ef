import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/**
 * Waits until every packet that was sent before has been delivered. Each processor has a queue of its own
 * for packets to this very machine, and a busy one lets them wait there (softirqs, ksoftirqd) while a packet
 * that is sent later from another processor goes ahead. `/proc/net/softnet_stat` tells how long the queues are;
 * once each of them has been seen empty, what was in it is out. Kernels before 5.10 do not say, and a
 * flood may never let one be empty: then at most a tenth of a second is spent on it.
 */
export async function packetsDelivered(): Promise<void> {
  const waiting = new Set(queues().keys());
  for (let look = 0; look < mostLooks; look += 1) {
    for (const [processor, length] of queues().entries())
      if (length === 0) waiting.delete(processor);
    if (waiting.size === 0) return;
    await delay(1);
  }
}

const mostLooks = 100;

/** How many packets wait in each processor's queue, as far as the kernel tells. */
function queues(): readonly number[] {
  try {
    const rows = readFileSync("/proc/net/softnet_stat", "utf8").trim().split("\n");
    return rows.map((row) => Number.parseInt(row.split(" ")[backlogLength] ?? "0", 16));
  } catch {
    return [];
  }
}

/** Its column, counted from 0 (net/core/net-procfs.c). */
const backlogLength = 11;
