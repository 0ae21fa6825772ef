import { defineConfig } from "vitest/config";

const wholeProgram = "grader/e2e/**/*.test.ts";
/** These watch what else runs on the machine, or how long something takes: nobody else may be there. */
const alone = ["growth", "hostile", "limits", "shared-machine", "slots"].map(
  (name) => `grader/e2e/${name}.test.ts`,
);

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: "forks",
    // The specimens keep a worker busy for minutes, in slots of their own; what mostly waits runs beside them.
    maxWorkers: 2,
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
          name: "whole program",
          include: [wholeProgram],
          exclude: alone,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "alone",
          include: alone,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
