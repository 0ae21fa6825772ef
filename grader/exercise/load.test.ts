import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { RequestError } from "../model/request-error.ts";
import { exerciseFolders, findExercise } from "./load.ts";
import { packageRoot } from "./package-root.ts";

it("finds the folder of the package", () => {
  expect(existsSync(join(packageRoot, "package.json"))).toBe(true);
  expect(import.meta.dirname).toBe(join(packageRoot, "grader", "exercise"));
});

it("lists every exercise with its spec, in order of number", () => {
  const numbers = exerciseFolders().map(({ id }) => Number(id.slice(2)));
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  expect(numbers.length).toBeGreaterThan(0);
  for (const { path } of exerciseFolders()) expect(existsSync(join(path, "spec.ts"))).toBe(true);
});

it.each(["ex3", "EX3"])("finds %s", (id) => {
  expect(findExercise(id).id).toBe("ex3");
});

it("names what there is, and what may have been meant", () => {
  expect(() => findExercise("ex33")).toThrow(RequestError);
  expect(() => findExercise("ex33")).toThrow(
    /^Expected an exercise \(ex1, .*\), got "ex33"\. Did you mean ex3\?$/u,
  );
});
