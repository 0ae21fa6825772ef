import { join } from "node:path";
import { packageRoot } from "../exercise/package-root.ts";
import { type GradeResult, resultSchema } from "../model/result.ts";
import type { ToolRun } from "../model/tool.ts";
import { runToEnd } from "../process/spawn.ts";

/** How a command line is run: in which folder, with what on top of a plain English environment. */
type Surroundings = Readonly<{
  cwd?: string;
  env?: Readonly<Record<string, string>>;
  timeoutMs?: number;
}>;

/** The built program, as a shell would start it. */
export const sockgradeCommand = [
  process.execPath,
  join(packageRoot, "dist", "grader", "cli", "main.js"),
] as const;

/** Runs the built program to its end. */
export async function sockgrade(
  args: readonly string[],
  surroundings: Surroundings = {},
): Promise<ToolRun> {
  return await runToEnd([...sockgradeCommand, ...args], {
    cwd: surroundings.cwd ?? packageRoot,
    env: { ...plainEnvironment(), ...surroundings.env },
    timeoutMs: surroundings.timeoutMs ?? 120_000,
    // Traces of programs that flood their screen are long.
    maxBytes: 64 << 20,
  });
}

/** Grades with the JSON reporter and reads what it wrote. */
export async function gradeToJson(
  args: readonly string[],
  surroundings: Surroundings = {},
): Promise<Readonly<{ run: ToolRun; result: GradeResult }>> {
  const run = await sockgrade(["grade", ...args, "--reporter", "json"], surroundings);
  if (run.stdout === "")
    throw new Error(`Expected a JSON document, got exit code ${run.code} and: ${run.stderr}`);
  return { run, result: resultSchema.parse(JSON.parse(run.stdout)) };
}

/** What a shell gives, without what npm and the test runner have put there. */
export function plainEnvironment(): Readonly<Record<string, string>> {
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: process.env["HOME"] ?? "",
    LC_ALL: "en_US.UTF-8",
  };
}
