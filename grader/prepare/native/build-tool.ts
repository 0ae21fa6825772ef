import { basename, join } from "node:path";
import type { Source } from "../toolchain.ts";

/** What reads a student's build file: make(1), cmake(1). */
export type BuildTool = Readonly<{
  name: string;
  isBuildFile(name: string): boolean;
  /** Which of several build files above a program is the one to start with. */
  from: "nearest" | "topmost";
  /** What builds a program for each of these, as lines of sh(1) in the build file's folder; `$place/build` may be used. */
  script(file: BuildFile, sources: readonly Source[]): string;
  /** What the build file calls the program of this source, the likeliest first. */
  namesOf(file: BuildFile, source: Source): readonly string[];
}>;

/** A build file of a submission. */
export type BuildFile = Readonly<{
  tool: BuildTool;
  /** Where the machine has the tool. */
  command: string;
  /** Absolute path of its folder. */
  folder: string;
  name: string;
  text: string;
}>;

/** Whether a word of a build file is this source: by its path, or by its name where the word has no more. */
export function isSource(word: string, { folder }: BuildFile, path: string): boolean {
  return word.includes("/") ? join(folder, word) === path : word === basename(path);
}
