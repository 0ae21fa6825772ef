import { setTimeout as delay } from "node:timers/promises";
import { expect, it } from "vitest";
import { OwnTime } from "./own-time.ts";

it("counts while something is done, and only then", async () => {
  const time = new OwnTime(10);
  await delay(20);
  expect(time.spentMs).toBe(0);
  await time.during(() => delay(20));
  const { spentMs } = time;
  expect(spentMs).toBeGreaterThanOrEqual(19);
  await delay(20);
  expect(time.spentMs).toBe(spentMs);
  expect(time.leftMs).toBe(10_000 - spentMs);
});

it("what is done side by side counts once, from the first to the last", async () => {
  const time = new OwnTime(10);
  const begin = performance.now();
  await Promise.all([
    time.during(() => delay(40)),
    time
      .during(async () => {
        await delay(20);
        throw new Error("it went wrong");
      })
      .catch(() => undefined),
  ]);
  const all = performance.now() - begin;
  expect(time.spentMs).toBeGreaterThanOrEqual(39);
  expect(time.spentMs).toBeLessThanOrEqual(all);
});

it("a running one counts from the beginning", async () => {
  const time = OwnTime.running(10);
  await delay(20);
  expect(time.spentMs).toBeGreaterThanOrEqual(19);
});
