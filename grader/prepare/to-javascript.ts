import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import type { Cause } from "../model/cause.ts";
import { doesNotCompile } from "./compiler-output.ts";
import { shellWord } from "./shell-word.ts";
import type { Bench, Source } from "./toolchain.ts";

/** What has become of a program. */
export type Made =
  | Readonly<{ status: "ready"; path: string }>
  /** `wantsModule`: nothing is wrong but the format. */
  | Readonly<{ status: "broken"; cause: Cause; wantsModule: boolean }>
  | Readonly<{ status: "unavailable"; error: string }>;

/**
 * Turns a TypeScript program and the files that it imports, however it names them, into one file of
 * JavaScript with a source map that fits beside the program. Packages stay where they are.
 */
export async function toJavaScript(
  source: Source,
  format: "cjs" | "esm",
  { compile, outDir }: Bench,
): Promise<Made> {
  const esbuild = findEsbuild();
  if (esbuild === undefined)
    return { status: "unavailable", error: "esbuild is not installed: npm ci" };
  const { role, path = "", root } = source;
  const into = `typescript-${role}-${format}`;
  const name = `${basename(path)}.${format === "cjs" ? "cjs" : "mjs"}`;
  const words = [esbuild, `./${basename(path)}`, ...flags, `--format=${format}`];
  const banner = format === "esm" ? [`--banner:js=${likeCommonJs}`] : [];
  const script = [...words, ...banner, `--outfile=./${name}`].map(shellWord).join(" ");
  const run = await compile({
    // Made beside the program, because the places in a source map are relative.
    command: [
      "/bin/sh",
      "-c",
      `${script} && mv ${shellWord(`./${name}`)} "$0"`,
      join(outDir, into),
    ],
    cwd: dirname(path),
    interpreters: [esbuild],
    timeoutMs: 60_000,
    into,
  });
  if (run.code === 0) return { status: "ready", path: join(outDir, into, name) };
  const wantsModule = /Top-level await is currently not supported/u.test(run.stderr);
  const output = run.timedOut ? "the compiler did not end in time" : run.stderr;
  const cause = toCause(source, output) ?? doesNotCompile(role, output, [root]);
  return { status: "broken", cause, wantsModule };
}

const flags = [
  "--bundle",
  "--platform=node",
  "--packages=external",
  "--target=node20",
  "--sourcemap=inline",
  "--sources-content=false",
  "--charset=utf8",
  "--log-level=error",
  "--color=false",
] as const;

/** What tsx and ts-node give to modules as well. */
const likeCommonJs = [
  'import { createRequire as createRequire0 } from "node:module"',
  'import { dirname as dirname0 } from "node:path"',
  'import { fileURLToPath as fileURLToPath0 } from "node:url"',
  "globalThis.require ??= createRequire0(import.meta.url)",
  "globalThis.__filename ??= fileURLToPath0(import.meta.url)",
  "globalThis.__dirname ??= dirname0(globalThis.__filename)",
].join(";");

/** The program itself, which starts in a tenth of the time of its JavaScript wrapper. */
function findEsbuild(): string | undefined {
  try {
    const wrapper = createRequire(import.meta.url).resolve("esbuild/package.json");
    const name = `@esbuild/${process.platform}-${process.arch}/bin/esbuild`;
    return createRequire(wrapper).resolve(name);
  } catch {
    // Installed without optional packages, or for another system.
    return undefined;
  }
}

/** `✘ [ERROR] MESSAGE`, an empty line, `FILE:LINE:COLUMN:`, the line. */
function toCause({ role, path = "", root }: Source, output: string): Cause | undefined {
  const [, error = "", file = "", line, text] =
    /\[ERROR\] ([^\n]*)\n\n {4}(\S[^\n]*?):(\d+):\d+:\n *\d+ │ ?([^\n]*)/u.exec(output) ?? [];
  if (line === undefined) return undefined;
  const module = /^Could not resolve "([^"]+)"/u.exec(error)?.[1];
  if (module !== undefined) return { kind: "module-missing", role, module };
  const place = {
    file: relative(root, join(dirname(path), file)),
    line: Number(line),
    text: text?.trim(),
  };
  return { kind: "syntax-error", role, place, error };
}
