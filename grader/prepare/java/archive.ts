import { basename } from "node:path";
import { onCommandLine } from "../on-command-line.ts";
import type { Bench, Built, Source } from "../toolchain.ts";
import { jvmFlags } from "./tools.ts";

/**
 * A runnable archive that was handed in, started with the Main-Class of its manifest. One that is made for a newer
 * Java than is here says nothing about the student; what else is wrong with it, java says when it starts.
 */
export async function startArchive(
  { role, path = "", file, root, cwd, args }: Source,
  machine: string,
  { compile }: Bench,
): Promise<Built> {
  const trial = await compile({
    command: [machine, ...jvmFlags, "--dry-run", "-jar", path],
    cwd: root,
    interpreters: [machine],
    timeoutMs: 60_000,
    into: `archive-${role}`,
  });
  const newer = /class file version (\d+)/.exec(trial.stderr)?.[1];
  if (newer !== undefined) {
    // Java 17 writes version 61 (Java Virtual Machine Specification, 4.1).
    const error = `${file} is compiled for Java ${Number(newer) - 44}, which is newer than the one here`;
    return { status: "unavailable", error };
  }
  return {
    status: "ready",
    command: [machine, ...jvmFlags, "-jar", onCommandLine(path, cwd), ...args],
    interpreters: [machine],
    shown: ["java", "-jar", basename(path)],
  };
}
