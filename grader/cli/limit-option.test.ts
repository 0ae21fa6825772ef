import { expect, it } from "vitest";
import { limitsOf } from "../model/limits.ts";
import { readLimits } from "./limit-option.ts";

it("reads limits by name, the last of each", () => {
  expect(readLimits([])).toEqual({});
  expect(readLimits(["cpu=1", "memory=64", "cpu=3600"])).toEqual({ cpu: 3600, memory: 64 });
});

it.each([
  "cpu=0",
  "cpu=3601",
  "cpu=-1",
  "cpu= 3",
  "cpu=3s",
  "cpu=",
  "cpu=0x10",
  "cpu=9".repeat(30),
])("refuses %s, and says what would do", (given) => {
  expect(() => readLimits([given])).toThrow(
    `Expected --limit to be cpu=N with N a whole number from 1 to 3600 (s), got "${given}".`,
  );
});

it("refuses what is no limit, also of every object's own", () => {
  for (const given of ["constructor=3", "=3", "", "CPU=3"]) {
    expect(() => readLimits([given])).toThrow(/^Expected --limit to be one of cpu=N, /u);
  }
});

it("puts the command line over the exercise, and that over what is usual", () => {
  const limits = limitsOf({ memory: 1024, cpu: 5 }, readLimits(["cpu=7"]));
  expect(limits).toMatchObject({ memory: 1024, cpu: 7, wall: 300, processes: 128 });
});
