import { accessSync, constants, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { plain } from "../process/testing.ts";
import type { ToolRun } from "../model/tool.ts";
import { runToEnd } from "../process/spawn.ts";
import { tempFolder } from "../submission/temp-folder.ts";
import { plainEnvironment, sockgradeCommand } from "./run-sockgrade.ts";

/** Never on a PATH of these tests: nothing is installed for real, and nobody is asked for a password. */
const managers = ["apt-get", "dnf", "pacman", "apk", "zypper", "sudo"] as const;

/** A PATH with everything of this machine's, but for the package managers and the tools named. */
export async function pathWithout(...names: readonly string[]): Promise<string> {
  const folder = await tempFolder();
  const hidden = new Set<string>([...managers, ...names]);
  for (const from of plain.env.PATH.split(delimiter)) {
    for (const name of namesIn(from)) {
      if (hidden.has(name)) continue;
      hidden.add(name);
      symlinkSync(join(from, name), join(folder, name));
    }
  }
  return folder;
}

/** Puts a shell script on a PATH that {@link pathWithout} made. */
export function provide(path: string, name: string, script: string): string {
  const file = join(path, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return file;
}

/** Runs the built program where `denial`, the beginning of a command, forbids something. */
export async function sockgradeUnder(
  denial: readonly string[],
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ToolRun> {
  return await runToEnd([...denial, ...sockgradeCommand, ...args], {
    cwd: "/",
    env: { ...plainEnvironment(), ...env },
    timeoutMs: 100_000,
    maxBytes: 64 << 20,
  });
}

function namesIn(folder: string): readonly string[] {
  try {
    accessSync(folder, constants.R_OK);
    return readdirSync(folder);
  } catch {
    // A PATH may name folders that are not there.
    return [];
  }
}
