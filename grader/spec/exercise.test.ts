import { expect, it } from "vitest";
import type { Visibility } from "../model/visibility.ts";
import {
  check,
  type Check,
  defineExercise,
  type Exercise,
  tcpClient,
  tcpServer,
} from "./exercise.ts";

const text = { "pt-BR": "", en: "" };
const one = (id: string, points: number, needs?: readonly string[]): Check =>
  check({ id, points, title: text, hint: text, ...(needs === undefined ? {} : { needs }) }, () =>
    Promise.resolve(),
  );

const exercise = (...checks: readonly Check[]): Exercise => ({
  id: "ex0",
  slug: "nothing",
  port: 1,
  title: text,
  roles: { server: tcpServer(), client: tcpClient() },
  checks,
});

it("takes checks that are worth 100 together, with needs above them", () => {
  const good = exercise(one("a", 60), one("b", 40, ["a"]), one("c", 0, ["a", "b"]));
  expect(defineExercise(good)).toBe(good);
  expect(good.checks[0]?.needs).toEqual([]);
});

it.each([99, 101, 0])("refuses checks that are worth %i together", (points) => {
  expect(() => defineExercise(exercise(one("a", points)))).toThrow(
    `points sum to ${points}, expected 100`,
  );
});

it("refuses an exercise without checks", () => {
  expect(() => defineExercise(exercise())).toThrow("points sum to 0");
});

it.each([
  ["that is not there", ["nobody"]],
  ["that comes later", ["c"]],
  ["for itself", ["b"]],
])("refuses a need %s", (_, needs) => {
  const bad = exercise(one("a", 100), one("b", 0, needs), one("c", 0));
  expect(() => defineExercise(bad)).toThrow(`ex0/b needs ${needs[0]}, which is not above it`);
});

it("refuses a need that students see later than what needs it", () => {
  const need = (visibility: Visibility): Check => ({ ...one("a", 100), visibility });
  const all = ["visible", "after-due", "never"] as const;
  for (const [rank, later] of all.entries())
    for (const [at, earlier] of all.entries()) {
      const bad = exercise(need(later), { ...one("b", 0, ["a"]), visibility: earlier });
      if (at >= rank) expect(defineExercise(bad)).toBe(bad);
      else expect(() => defineExercise(bad)).toThrow("ex0/b needs a, which students see later");
    }
});

it("takes limits of its own, and refuses what is none", () => {
  const good = exercise(one("a", 100));
  expect(defineExercise({ ...good, limits: { memory: 1024 } }).limits).toEqual({ memory: 1024 });
  expect(() => defineExercise({ ...good, limits: { memory: 3 } })).toThrow(
    "ex0: limits.memory: expected a whole number from 16 to 65536 (MiB)",
  );
  const unknown = { memry: 64 } as object;
  expect(() => defineExercise({ ...good, limits: unknown })).toThrow(
    "ex0: limits.memry: there is no such limit",
  );
});
