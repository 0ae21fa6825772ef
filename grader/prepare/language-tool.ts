import type { Packages } from "../model/system-tool.ts";
import { findProgram } from "./find-program.ts";
import type { Built } from "./toolchain.ts";

/** A program of the machine that a language needs: a compiler, an interpreter. */
export type LanguageTool = Readonly<{
  /** What it may be called, the best first; the first is its name in messages. */
  names: readonly [string, ...string[]];
  packages: Packages;
  /** What makes it tell its version and end. */
  versionArgs: readonly string[];
  /** It starts a virtual machine only to tell its version, which takes seconds. */
  isSlowToTell?: boolean;
}>;

/** The machine lacks a tool. */
export type MissingTool = Extract<Built, { status: "unavailable" }>;

/**
 * Where the machine has a tool along a PATH. A missing one is the machine's failure, not the student's:
 * named, with the package that has it.
 */
export async function findLanguageTool(
  tool: LanguageTool,
  path: string | undefined,
): Promise<string | MissingTool> {
  return (await findProgram(tool.names, path)) ?? missingTool(tool);
}

/** What is said where the machine lacks a tool. */
export function missingTool({ names: [name], packages }: LanguageTool): MissingTool {
  const error = `${name} is not installed: apt-get install ${packages.apt}`;
  return { status: "unavailable", error };
}
