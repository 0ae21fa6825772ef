import { copyFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Role } from "../../model/role.ts";
import { languageOf } from "../../submission/languages/index.ts";
import { readSource } from "../../submission/source-text.ts";
import { isModulePackage } from "../module-package.ts";
import { onCommandLine } from "../on-command-line.ts";
import type { Bench, Source, Toolchain } from "../toolchain.ts";
import { type Made, toJavaScript } from "../to-javascript.ts";

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
    // All of them first: what is put beside one program would be there to read for another's compiler, or not.
    const all = await bench.once("typescript", () => makeAll(bench));
    const made = all.get(source.role) ?? (await make(source, bench));
    if (made.status !== "ready")
      return made.status === "broken" ? { status: "broken", cause: made.cause } : made;
    const program = join(dirname(path), basename(made.path));
    await copyFile(made.path, program);
    return {
      status: "ready",
      // What goes wrong is told with the places in the program as it was written.
      command: [process.execPath, "--enable-source-maps", onCommandLine(program, cwd), ...args],
      interpreters: [process.execPath],
      shown: ["node", basename(path)],
    };
  },
};

async function makeAll(bench: Bench): Promise<ReadonlyMap<Role, Made>> {
  const own = bench.sources.filter(({ path = "" }) => languageOf(path) === "typescript");
  const made = own.map(async (source) => [source.role, await make(source, bench)] as const);
  return new Map(await Promise.all(made));
}

async function make(source: Source, bench: Bench): Promise<Made> {
  const first = (await isModule(source)) ? "esm" : "cjs";
  const made = await toJavaScript(source, first, bench);
  // Only a module can wait outside of functions.
  const isWaiting = made.status === "broken" && first === "cjs" && made.wantsModule;
  return isWaiting ? await toJavaScript(source, "esm", bench) : made;
}

async function isModule({ path = "", root }: Source): Promise<boolean> {
  if (/\.mts$/iu.test(path)) return true;
  if (/\.cts$/iu.test(path)) return false;
  return /\bimport\.meta\b/u.test(await readSource(path)) || (await isModulePackage(path, root));
}
