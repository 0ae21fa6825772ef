import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import type { ToolRun } from "../model/tool.ts";
import { doesNotCompile } from "./compiler-output.ts";
import { filesBelow } from "./files-below.ts";
import { isExecutable } from "./find-program.ts";
import type { MissingTool } from "./language-tool.ts";
import { refusedByRust } from "./rust-refusal.ts";
import { shellWord } from "./shell-word.ts";
import type { Bench, Built, Source } from "./toolchain.ts";

/**
 * Builds a program that is a target of a Cargo package, offline. Undefined when it is none: there is no
 * Cargo.toml above it, or that does not know the file.
 */
export async function buildWithCargo(
  source: Source,
  bench: Bench,
  rustc: string,
  find: () => Promise<string | MissingTool>,
): Promise<Built | undefined> {
  const folder = packageOf(source);
  if (folder === undefined) return undefined;
  // A toolchain has both in one folder.
  const beside = join(dirname(rustc), "cargo");
  const cargo = (await isExecutable(beside)) ? beside : await find();
  if (typeof cargo !== "string") return cargo;
  const work = { cargo, rustc, folder, root: source.root, bench };
  const into = `cargo-${source.role}`;
  const all = await bench.once(`cargo ${folder}`, () => build(work, ["--bins"], `${into}-all`));
  const { name, isAlone } = await targetOf(source, folder, all.run);
  if (name === undefined && all.run.code === 0) return undefined;
  const isDone = name === undefined || all.run.code === 0;
  const own = isDone ? all : await build(work, ["--bin", name], into);
  if (own.run.timedOut)
    return {
      status: "broken",
      cause: doesNotCompile(source.role, "the compiler did not end in time", []),
    };
  if (own.run.code !== 0) return refusedByRust(own.run.stderr, source);
  return {
    status: "ready",
    command: [join(bench.outDir, own.into, "bin", name ?? ""), ...source.args],
    interpreters: [],
    cwd: source.manifest?.cwd === undefined ? folder : source.cwd,
    shown: ["cargo", "run", ...(isAlone ? [] : ["--bin", name ?? ""])],
  };
}

/** The folder of the nearest Cargo.toml. */
function packageOf({ path = "", root }: Source): string | undefined {
  for (let folder = dirname(path); `${folder}${sep}`.startsWith(`${root}${sep}`);) {
    if (existsSync(join(folder, "Cargo.toml"))) return folder;
    folder = dirname(folder);
  }
  return undefined;
}

type Work = Readonly<{ cargo: string; rustc: string; folder: string; root: string; bench: Bench }>;

type Attempt = Readonly<{ run: ToolRun; into: string }>;

/** Once more where only what a newer cargo has written into Cargo.toml stands in the way. */
async function build(work: Work, targets: readonly string[], into: string): Promise<Attempt> {
  const vendored = existsSync(join(work.folder, "vendor"));
  // Nothing to lock without foreign packages, and older versions of cargo do not read newer ones' locks.
  if (!vendored) await forEachFile(work, "Cargo.lock", (path) => rm(path, { force: true }));
  const words = [...targets, ...(vendored ? useVendored : [])];
  const first = await runCargo(work, words, into);
  if (first.run.code === 0 || !/edition|requires rustc|rust-version/u.test(first.run.stderr))
    return first;
  await forEachFile(work, "Cargo.toml", toOlderEdition);
  return await runCargo(work, words, `${into}-older`);
}

/** `cargo vendor` says so in a folder that begins with a dot, which is not copied. */
const useVendored = [
  "--config",
  'source.crates-io.replace-with="vendored-sources"',
  "--config",
  'source.vendored-sources.directory="vendor"',
] as const;

async function forEachFile(
  { root }: Work,
  name: string,
  change: (path: string) => Promise<void>,
): Promise<void> {
  const files = (await filesBelow(root)).filter((path) => basename(path) === name);
  await Promise.all(files.map(change));
}

async function toOlderEdition(path: string): Promise<void> {
  const text = await readFile(path, "utf8");
  const older = text
    .replace(/^(\s*edition\s*=\s*)"20(?:2[4-9]|[3-9]\d)"/gmu, '$1"2021"')
    .replace(/^\s*rust-version\b.*$/gmu, "");
  if (older !== text) await writeFile(path, older);
}

async function runCargo(
  { cargo, rustc, folder, bench }: Work,
  targets: readonly string[],
  into: string,
): Promise<Attempt> {
  const place = join(bench.outDir, into);
  const words = [cargo, "build", "--offline", "--quiet", ...flags, ...targets];
  const script = [
    `trap 'rm -rf "$CARGO_TARGET_DIR" "$CARGO_HOME"' EXIT`,
    `export RUSTC=${shellWord(rustc)} CARGO_HOME=${shellWord(join(place, "home"))}`,
    `export CARGO_TARGET_DIR=${shellWord(join(place, "target"))} CARGO_INCREMENTAL=0`,
    `export CARGO_PROFILE_DEV_DEBUG=0 CARGO_PROFILE_DEV_STRIP=true CARGO_TERM_COLOR=never`,
    `${words.map(shellWord).join(" ")} || exit`,
    `mkdir -p ${shellWord(join(place, "bin"))}`,
    `find "$CARGO_TARGET_DIR/debug" -maxdepth 1 -type f -perm -u+x -exec mv {} ${shellWord(join(place, "bin"))} ';'`,
  ];
  const run = await bench.compile({
    command: ["/bin/sh", "-c", script.join("\n")],
    cwd: folder,
    interpreters: [cargo, rustc],
    timeoutMs: 120_000,
    into,
  });
  return { run, into };
}

const flags = ["--message-format=json-render-diagnostics"] as const;

/** The name of the program's target, by what cargo says of it, else by cargo's rules for file names. */
async function targetOf(
  { path = "" }: Source,
  folder: string,
  { stdout }: ToolRun,
): Promise<Readonly<{ name: string | undefined; isAlone: boolean }>> {
  const targets = stdout.split("\n").flatMap((line) => targetIn(line));
  const names = new Set(targets.map(({ name }) => name));
  const own = targets.find((target) => target.path === path);
  if (own !== undefined) return { name: own.name, isAlone: names.size === 1 };
  if (targets.length > 0 && stdout.includes('"success":true'))
    return { name: undefined, isAlone: false };
  const place = relative(folder, path);
  const inBin = /^src\/bin\/([^/]+?)(?:\.rs|\/main\.rs)$/u.exec(place)?.[1];
  if (place !== join("src", "main.rs")) return { name: inBin, isAlone: false };
  const text = await readFile(join(folder, "Cargo.toml"), "utf8");
  return { name: /^\s*name\s*=\s*"([^"]+)"/mu.exec(text)?.[1], isAlone: false };
}

/** The binary that a line of cargo's messages is about (doc.rust-lang.org/cargo/reference/external-tools.html). */
function targetIn(line: string): readonly Readonly<{ name: string; path: string }>[] {
  if (!line.startsWith("{")) return [];
  try {
    const { target } = JSON.parse(line) as {
      target?: { kind: readonly string[]; name: string; src_path: string };
    };
    if (target?.kind.includes("bin") !== true) return [];
    return [{ name: target.name, path: target.src_path }];
  } catch {
    // Cut off: there was too much of it.
    return [];
  }
}
