import type { Cause, Note } from "../model/cause.ts";
import type { Role } from "../model/role.ts";
import type { Launch, ManifestRole, ProgramLanguage } from "../model/submission.ts";
import type { LanguageTool } from "./language-tool.ts";
import type { LastWords } from "./last-words/last-words.ts";
import type { ToolRun } from "../model/tool.ts";

/** One program in its private copy, ready to be built. */
export type Source = Readonly<{
  role: Role;
  /** Relative to the submission, for messages. */
  file: string;
  /** Absolute path of the program's file in the copy; undefined for a command of the manifest. */
  path: string | undefined;
  /** Absolute path of the copy. */
  root: string;
  /** Absolute; where the program runs unless the toolchain knows better. */
  cwd: string;
  /** Comes after the program's own name: fixed arguments of the manifest. */
  args: readonly string[];
  manifest: ManifestRole | undefined;
}>;

/** What a toolchain may use. */
export type Bench = Readonly<{
  /** The environment of every program and compiler: nothing of the grader's own. */
  env: Readonly<Record<string, string>>;
  /** The grader's own environment, only to find interpreters. */
  host: Readonly<Record<string, string | undefined>>;
  /** Absolute path of a folder for build outputs; each compilation has one of its own below it. */
  outDir: string;
  /** Every program of the submission: what is built for both is built once. */
  sources: readonly Source[];
  /** Runs `make` once per key and hands the same answer to everybody. */
  once: <T>(key: string, make: () => Promise<T>) => Promise<T>;
  /** Runs a compiler on the submission, out of reach of everything else. */
  compile: (compilation: Compilation) => Promise<ToolRun>;
}>;

/** One run of a compiler. It reads the whole copy of the submission, and writes nowhere but where it is told to. */
export type Compilation = Readonly<{
  command: readonly string[];
  /** Absolute, in the copy. */
  cwd: string;
  interpreters: readonly string[];
  timeoutMs: number;
  /** Name of its folder below `outDir`, which exists when it starts; no two compilations share one. */
  into: string;
}>;

/** How to start a built program, or why it can not be. */
export type Built =
  | Readonly<{
      status: "ready";
      command: readonly string[];
      /** As in {@link Launch}. */
      interpreters: readonly string[];
      cwd?: string | undefined;
      /** How a student would type it, without arguments; without it the command's words, `./server` for what was built. */
      shown?: readonly string[] | undefined;
      env?: Readonly<Record<string, string>> | undefined;
      /** As in {@link Launch}. */
      notes?: readonly Note[] | undefined;
    }>
  | Readonly<{ status: "broken"; cause: Cause }>
  | Readonly<{ status: "unavailable"; error: string }>;

/** One language: how its programs are built and started. */
export interface Toolchain {
  readonly language: ProgramLanguage;
  /** What it needs of the machine. */
  readonly tools: readonly LanguageTool[];
  /** Makes the program ready to start. Never throws for what the student wrote. */
  prepare(source: Source, bench: Bench): Promise<Built>;
  /** What a program of this language that came to nothing says in a way of its own; what all say alike is read elsewhere. */
  diagnose?(launch: Launch, words: LastWords): Cause | undefined;
}
