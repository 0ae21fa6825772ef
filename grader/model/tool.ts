import type { Workplace } from "./workplace.ts";

/** A tool to run on a submission (a compiler, a build command), as it travels to a slot: plain data. */
export type ToolRequest = Readonly<{
  workplace: Workplace;
  command: readonly string[];
  /** Absolute, in the workplace. */
  cwd: string;
  env: Readonly<Record<string, string>>;
  /** As in `Launch`. */
  interpreters: readonly string[];
  /** Wall time; after it the tool and all it started are killed. */
  timeoutMs: number;
  input?: string | undefined;
  /** What it makes that is taken over into the workplace when it ends well. */
  takes: readonly ("submission" | "out")[];
}>;

/** What a tool printed, and how it ended. */
export type ToolRun = Readonly<{
  code: number | undefined;
  signal: string | undefined;
  stdout: string;
  stderr: string;
  timedOut: boolean;
}>;

/** Runs a tool to its end. Never throws for what the tool does: one that does not exist has code 127. */
export type RunTool = (request: ToolRequest) => Promise<ToolRun>;
