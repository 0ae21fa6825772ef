import { copyFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { readSource } from "../../submission/source-text.ts";
import { isModulePackage } from "../module-package.ts";
import { onCommandLine } from "../on-command-line.ts";
import type { Built, Source, Toolchain } from "../toolchain.ts";
import { toJavaScript } from "../to-javascript.ts";

/**
 * The Node that runs the grader, on what esbuild makes of the program: one file beside it, so that data files
 * and packages are where they were. Every Node does the same with it, whichever types it strips by itself.
 * Types are not checked.
 */
export const typescript: Toolchain = {
  language: "typescript",
  tools: [],

  async prepare(source, bench) {
    const { path = "", cwd, args } = source;
    const first = (await isModule(source)) ? "esm" : "cjs";
    const made = await toJavaScript(source, first, bench);
    // Only a module can wait outside of functions.
    const isWaiting = made.status === "broken" && first === "cjs" && made.wantsModule;
    const final = isWaiting ? await toJavaScript(source, "esm", bench) : made;
    if (final.status !== "ready") return without(final);
    const program = join(dirname(path), basename(final.path));
    await copyFile(final.path, program);
    return {
      status: "ready",
      // What goes wrong is told with the places in the program as it was written.
      command: [process.execPath, "--enable-source-maps", onCommandLine(program, cwd), ...args],
      interpreters: [process.execPath],
      shown: ["node", basename(path)],
    };
  },
};

function without(
  made: Exclude<Awaited<ReturnType<typeof toJavaScript>>, { status: "ready" }>,
): Built {
  return made.status === "broken" ? { status: "broken", cause: made.cause } : made;
}

async function isModule({ path = "", root }: Source): Promise<boolean> {
  if (/\.mts$/iu.test(path)) return true;
  if (/\.cts$/iu.test(path)) return false;
  return /\bimport\.meta\b/u.test(await readSource(path)) || (await isModulePackage(path, root));
}
