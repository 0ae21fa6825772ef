import { describe, expect, it } from "vitest";
import { CheckUnavailable } from "../../scenario/failure.ts";
import { keepsRhythm, usualGap } from "./rhythm.ts";
import type { Sender } from "./sender.ts";

const rhythm = { least: 400, most: 700 };

describe("the usual gap", () => {
  it("is not moved by one that is late and one that makes up for it", () => {
    expect(usualGap([501, 1400, 5, 502])).toBe(501.5);
    expect(usualGap([500, 503, 2600])).toBe(503);
  });
});

describe("a rhythm", () => {
  it.each([
    ["every half second", 500],
    ["at either end of what is allowed", 400],
    ["at the other end", 700],
  ])("is kept %s, and four gaps are enough to know", async (_, gap) => {
    const { sender, asked } = sending(() => gap);
    await keepsRhythm(sender, rhythm);
    expect(asked).toEqual([5]);
  });

  it.each([1000, 800, 250, 50])(
    "is not kept every %i ms, and four gaps are enough to know",
    async (gap) => {
      const { sender, asked } = sending(() => gap);
      await expect(keepsRhythm(sender, rhythm)).rejects.toMatchObject({
        kind: "wrong-rhythm",
        gapMs: gap,
        gaps: [gap, gap, gap, gap],
        ...rhythm,
      });
      expect(asked).toEqual([5]);
    },
  );

  it("is looked at for longer where this machine was late by as much itself", async () => {
    const { sender, asked } = sending((count) => {
      if (count > 5) return 500;
      standStill(250);
      return 900;
    });
    await keepsRhythm(sender, rhythm);
    expect(asked).toEqual([5, 9]);
  });

  it("is nobody's fault on a machine that is late all the time", async () => {
    const { sender, asked } = sending(() => {
      standStill(250);
      return 900;
    });
    await expect(keepsRhythm(sender, rhythm)).rejects.toThrow("this machine is too busy");
    expect(asked).toEqual([5, 9, 17]);
  });

  it("is not known where packets are not seen", async () => {
    const { sender } = sending(() => Number.NaN);
    await expect(keepsRhythm(sender, rhythm)).rejects.toEqual(new CheckUnavailable("packets"));
  });
});

/** A sender whose datagrams are so many milliseconds apart; what it is failed for is thrown. */
function sending(gap: (count: number) => number) {
  const asked: number[] = [];
  const actor = {
    name: "sender",
    failStuck: (_stuck: unknown, cause: object) => {
      throw Object.assign(new Error("failed"), cause);
    },
  };
  const keepsSending = (count: number) => {
    asked.push(count);
    const ms = gap(count);
    return Promise.resolve(
      Array.from({ length: count }, (_, index) => ({ at: 1000 + index * ms })),
    );
  };
  return { asked, sender: { actor, keepsSending } as unknown as Sender };
}

/** Keeps this process from doing anything, as a machine does that has no processor for it. */
function standStill(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}
