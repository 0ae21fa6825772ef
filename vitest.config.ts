import { defineConfig } from "vitest/config";

const wholeProgram = "grader/e2e/**/*.test.ts";
/** Starts thousands of programs, in slots of its own; whoever waits for something else leaves it the cores. */
const specimens = "grader/e2e/specimens.test.ts";
/** These watch what else runs on the machine, or how long something takes: nobody else may be there. */
const alone = ["growth", "hostile", "limits", "shared-machine", "slots"].map(
  (name) => `grader/e2e/${name}.test.ts`,
);

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    projects: [
      {
        extends: true,
        test: {
          name: "stages",
          include: ["grader/**/*.test.ts", "fixtures/**/*.test.ts"],
          exclude: [wholeProgram, "fixtures/submissions/**"],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "specimens",
          include: [specimens],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "whole program",
          include: [wholeProgram],
          exclude: [specimens, ...alone],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "alone",
          include: alone,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
