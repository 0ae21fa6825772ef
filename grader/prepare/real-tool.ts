import { readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { runToEnd } from "../process/spawn.ts";
import { findPrograms, isExecutable } from "./find-program.ts";
import { isScript } from "./is-script.ts";
import { type LanguageTool, missingTool, type MissingTool } from "./language-tool.ts";
import type { Bench } from "./toolchain.ts";

/**
 * Where the machine has a tool: the tool itself, never a version manager's shim, which takes longer to
 * start than most programs to run and wants files of somebody's home folder. Looked for once.
 */
export async function findRealTool(
  tool: LanguageTool,
  { env, host }: Pick<Bench, "env" | "host">,
): Promise<string | MissingTool> {
  const path = env["PATH"] ?? "";
  const key = `${tool.names.join(" ")} ${path} ${host["HOME"]}`;
  const known = found.get(key) ?? search(tool, path, host);
  found.set(key, known);
  const place = await known;
  // It may be installed meanwhile.
  if (place === undefined) found.delete(key);
  return place ?? missingTool(tool);
}

const found = new Map<string, Promise<string | undefined>>();

async function search(
  { names }: LanguageTool,
  path: string,
  host: Bench["host"],
): Promise<string | undefined> {
  for (const name of names) {
    for (const place of await findPrograms(name, path)) {
      const manager = await managerOf(place);
      const real = manager === undefined ? place : await askManager(manager, name, host);
      if (real !== undefined && (await isExecutable(real))) return real;
    }
  }
  return undefined;
}

/** The version manager that a shim stands for; undefined for a tool of its own. */
async function managerOf(shim: string): Promise<string | undefined> {
  const real = await realpath(shim);
  if (linked.has(basename(real)) && basename(shim) !== basename(real))
    return join(dirname(real), basename(real).replace(/-shim$/u, ""));
  const rustup = join(dirname(shim), "rustup");
  if (await isSameFile(shim, rustup)) return rustup;
  if (!(await isScript(shim))) return undefined;
  // rbenv and its like, asdf: `exec "/home/ana/.rbenv/libexec/rbenv" exec "$program" "$@"`.
  const text = (await readFile(shim, "utf8")).slice(0, 4096);
  return /\bexec\s+"?(\/[^\s"]*\/[\w.-]+)"?\s+exec\b/u.exec(text)?.[1];
}

/** Managers whose shims are links to themselves, or to a program beside them. */
const linked = new Set(["rustup", "mise", "volta-shim"]);

async function isSameFile(a: string, b: string): Promise<boolean> {
  try {
    const [one, other] = await Promise.all([stat(a), stat(b)]);
    return one.ino === other.ino && one.dev === other.dev && basename(a) !== basename(b);
  } catch {
    // No rustup there: then it is no shim of rustup's.
    return false;
  }
}

/** Each of them has a `which` that tells what a shim would start. */
async function askManager(
  manager: string,
  name: string,
  host: Bench["host"],
): Promise<string | undefined> {
  const env = Object.fromEntries(
    Object.entries(host).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const { code, stdout } = await runToEnd([manager, "which", name], {
    cwd: "/",
    env,
    timeoutMs: 10_000,
  });
  return code === 0 ? stdout.split("\n", 1)[0]?.trim() : undefined;
}
