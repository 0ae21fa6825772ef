import type { Waiting } from "../model/waiting.ts";

/** Each thing once, the most telling first: what a person would name when asked what the program waits for. */
export function byTelling(waits: readonly Waiting[]): readonly Waiting[] {
  const distinct = new Map(waits.map((waiting) => [JSON.stringify(waiting), waiting]));
  return [...distinct.values()].toSorted((first, second) => rank(first) - rank(second));
}

function rank(waiting: Waiting): number {
  // A poll on pipes and events alone is how sandboxes and event loops wait for their own affairs.
  if (waiting.on === "poll" && !waiting.keyboard && !waiting.accepting && !waiting.receiving)
    return order.indexOf("lock");
  return order.indexOf(waiting.on);
}

const order: readonly Waiting["on"][] = [
  "running",
  "stopped",
  "keyboard",
  "accept",
  "recv",
  "send",
  "screen",
  "connect",
  "poll",
  "sleep",
  "child",
  "lock",
  "unknown",
  "exited",
];
