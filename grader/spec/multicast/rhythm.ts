import { CheckUnavailable } from "../../scenario/failure.ts";
import type { Sender } from "./sender.ts";
import type { SentDatagram } from "./sent-datagrams.ts";

/** The time that is to be between two datagrams, and what is near enough, in milliseconds. */
export type Rhythm = Readonly<{ least: number; most: number }>;

/**
 * Fails unless the sender sends in this rhythm, by the times that the capture gives its packets: the
 * median of four gaps decides. Where it is off by no more than the grader's own timers were late meanwhile,
 * the machine may be to blame, and more gaps are taken.
 * @throws CheckUnavailable where packets are not seen; an error on a machine too busy to tell.
 */
export async function keepsRhythm(sender: Sender, { least, most }: Rhythm): Promise<void> {
  for (const count of [5, 9, 17]) {
    using pulse = new Pulse();
    const gaps = gapsBetween(await sender.keepsSending(count));
    const gapMs = usualGap(gaps);
    if (gapMs >= least && gapMs <= most) return;
    if (Math.max(least - gapMs, gapMs - most) <= pulse.latestMs) continue;
    const actor = sender.actor.name;
    const cause = {
      kind: "wrong-rhythm",
      actor,
      gapMs,
      gaps: gaps.slice(-told),
      least,
      most,
    } as const;
    sender.actor.failStuck({ why: "settled" }, cause);
  }
  throw new Error("this machine is too busy to tell how often a program sends");
}

const told = 4;

function gapsBetween(sent: readonly SentDatagram[]): readonly number[] {
  if (sent.some(({ at }) => Number.isNaN(at))) throw new CheckUnavailable("packets");
  return sent.slice(1).map(({ at }, index) => at - (sent[index] as SentDatagram).at);
}

/** The median: one gap that is late, and the next that makes up for it, do not count. */
export function usualGap(gaps: readonly number[]): number {
  const sorted = gaps.toSorted((one, other) => one - other);
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  return middle.reduce((sum, gap) => sum + gap, 0) / middle.length;
}

/** How late timers go off in this process, which waits for a processor like any other program on this machine. */
class Pulse implements Disposable {
  readonly #timer: NodeJS.Timeout;
  #last = performance.now();
  #latest = 0;

  constructor() {
    this.#timer = setInterval(() => this.#beat(), beatMs);
  }

  /** By how much the latest of them was late, in milliseconds. */
  get latestMs(): number {
    this.#beat();
    return this.#latest;
  }

  #beat(): void {
    const now = performance.now();
    this.#latest = Math.max(this.#latest, now - this.#last - beatMs);
    this.#last = now;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}

const beatMs = 20;
