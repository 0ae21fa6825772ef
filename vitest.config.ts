import { defineConfig } from "vitest/config";

const wholeProgram = "grader/e2e/**/*.test.ts";

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
          name: "whole program",
          include: [wholeProgram],
          // Each of them keeps every core busy by itself.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
