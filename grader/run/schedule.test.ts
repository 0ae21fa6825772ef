import { expect, it } from "vitest";
import type { Outcome } from "../model/result.ts";
import type { Check } from "../spec/exercise.ts";
import { check } from "../spec/exercise.ts";
import { Schedule } from "./schedule.ts";

const text = { "pt-BR": "", en: "" };
const one = (id: string, ...needs: readonly string[]): Check =>
  check({ id, points: 0, needs, title: text, hint: text }, () => Promise.resolve());

const found = { durationMs: 1, notes: [], trace: [] } as const;
const passed: Outcome = { status: "passed", ...found };
const failed: Outcome = { status: "failed", cause: { kind: "everyone-receives" }, ...found };
const errored: Outcome = { status: "errored", error: "no memory", ...found };

const told = (schedule: Schedule) =>
  schedule.settled().map(([{ id }, outcome]) => {
    const skipped = outcome.status === "skipped" && outcome.reason.kind === "needs";
    return skipped
      ? `${id} needs ${outcome.reason.kind === "needs" ? outcome.reason.check : ""}`
      : `${id} ${outcome.status}`;
  });

const [a, b, c, d] = [one("a"), one("b", "a"), one("c", "b"), one("d")] as const;

it("gives the checks in the exercise's order, each once", () => {
  const schedule = new Schedule([a, d, one("e")]);
  expect([1, 2, 3, 4].map(() => schedule.next()?.id)).toEqual(["a", "d", "e", undefined]);
});

it("prefers a check whose needs have passed", () => {
  const schedule = new Schedule([a, b, d]);
  expect(schedule.next()).toBe(a);
  expect(schedule.next()).toBe(d);
});

it("runs a check ahead of its needs when nothing else is left", () => {
  const schedule = new Schedule([a, b, c]);
  expect([schedule.next(), schedule.next(), schedule.next()]).toEqual([a, b, c]);
  expect(schedule.next()).toBeUndefined();
});

it("counts what ran ahead only once its needs have passed", () => {
  const schedule = new Schedule([a, b]);
  schedule.next();
  schedule.next();
  schedule.done(b, passed);
  expect(told(schedule)).toEqual([]);
  schedule.done(a, passed);
  expect(told(schedule)).toEqual(["a passed", "b passed"]);
});

it.each([
  ["failed", failed],
  ["errored", errored],
])("skips what needs a check that %s, even if it ran ahead and passed", (status, outcome) => {
  const schedule = new Schedule([a, b]);
  schedule.next();
  schedule.next();
  schedule.done(b, passed);
  schedule.done(a, outcome);
  expect(told(schedule)).toEqual([`a ${status}`, "b needs a"]);
});

it("skips a whole chain without running it, each for the need just before it", () => {
  const schedule = new Schedule([a, b, c, d]);
  expect(schedule.next()).toBe(a);
  schedule.done(a, failed);
  expect(schedule.next()).toBe(d);
  schedule.done(d, passed);
  expect(schedule.next()).toBeUndefined();
  expect(told(schedule)).toEqual(["a failed", "b needs a", "c needs b", "d passed"]);
});

it("names the first of several needs that failed", () => {
  const schedule = new Schedule([a, d, one("e", "a", "d")]);
  schedule.done(a, passed);
  schedule.done(d, failed);
  expect(told(schedule)).toEqual(["a passed", "d failed", "e needs d"]);
});

it("tells in the exercise's order, whatever ends first", () => {
  const schedule = new Schedule([a, d, b]);
  schedule.done(d, passed);
  expect(told(schedule)).toEqual([]);
  schedule.done(a, failed);
  expect(told(schedule)).toEqual(["a failed", "d passed", "b needs a"]);
});

it("skips what needs a check that this machine can not make for the same reason", () => {
  const unavailable = { kind: "unavailable", what: "multicast" } as const;
  const schedule = new Schedule([a, b, c, d, one("e", "a", "d")]);
  schedule.done(a, { status: "skipped", reason: unavailable, ...found });
  schedule.done(d, failed);
  const reasons = schedule
    .settled()
    .map(([, outcome]) => (outcome.status === "skipped" ? outcome.reason : outcome.status));
  expect(reasons).toEqual([
    unavailable,
    unavailable,
    unavailable,
    "failed",
    { kind: "needs", check: "d" },
  ]);
});
