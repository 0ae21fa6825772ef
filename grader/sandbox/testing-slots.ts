import { build } from "esbuild";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ToolRun } from "../model/tool.ts";
import { runToEnd } from "../process/spawn.ts";
import { plain } from "../process/testing.ts";
import { slotCommand } from "./slot-command.ts";

/** For tests only: everybody a slot may be started by. An ordinary user can be had only from an administrator. */
export const users: readonly (readonly [string, readonly string[]])[] =
  process.getuid?.() === 0
    ? [
        ["root", []],
        ["an ordinary user", ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]],
      ]
    : [["an ordinary user", []]];

/** Bundles a program for a slot, `<name>.mjs` in that folder; `folder` must be anybody's to read. */
export async function bundle(folder: string, name: string, contents: string): Promise<string> {
  await build({
    outdir: folder,
    bundle: true,
    format: "esm",
    platform: "node",
    outExtension: { ".js": ".mjs" },
    stdin: { contents, loader: "ts", resolveDir: import.meta.dirname, sourcefile: `${name}.ts` },
    entryNames: name,
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  return join(folder, `${name}.mjs`);
}

/** Runs a program as a slot. @throws when it does not end well. */
export async function runInSlot(
  as: readonly string[],
  program: string,
  entry: string,
): Promise<ToolRun> {
  const run = await runToEnd([...as, ...slotCommand([program, entry])], {
    ...plain,
    timeoutMs: 50_000,
    maxBytes: 16 << 20,
  });
  if (run.code !== 0) throw new Error(`Expected the slot to end well: ${run.stderr || run.stdout}`);
  return run;
}

/** Runs a shell script as a slot. @returns what it printed. */
export async function shellInSlot(
  as: readonly string[],
  folder: string,
  script: string,
): Promise<string> {
  const file = join(folder, "entry.sh");
  writeFileSync(file, `set -e\n${script}`, { mode: 0o644 });
  return (await runInSlot(as, "/bin/sh", file)).stdout.trim();
}
