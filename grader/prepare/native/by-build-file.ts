import { readdir } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { readSource } from "../../submission/source-text.ts";
import { findProgram } from "../find-program.ts";
import type { Bench, Source } from "../toolchain.ts";
import type { BuildFile, BuildTool } from "./build-tool.ts";
import { cmake } from "./cmake.ts";
import { executablesIn, programOf } from "./executables.ts";
import { make } from "./make.ts";

/** What a student's own way to build has come to. */
export type AsTold = Readonly<{
  /** Relative to the folder for build outputs; undefined when it made no program for the role. */
  program: string | undefined;
  /** The build file, relative to the submission. */
  file: string;
  /** What the tool said. */
  output: string;
}>;

/**
 * Builds with a CMakeLists.txt or a Makefile above the program, once for all programs below it.
 * `compiler` is what it most likely asks for.
 * @returns undefined where there is none, or nothing to read it with.
 */
export async function byBuildFile(
  source: Source,
  compiler: string,
  bench: Bench,
): Promise<AsTold | undefined> {
  const found = await findBuildFile(source, bench);
  if (found === undefined) return undefined;
  const { folder, name, tool } = found;
  const path = join(folder, name);
  const below = bench.sources.filter((one) => one.path?.startsWith(folder + sep) === true);
  const { into, output, made } = await bench.once(`build ${path}`, () =>
    build(found, below, source, compiler, bench),
  );
  const program = programOf(made, source, below, { folder, names: tool.namesOf(found, source) });
  return {
    program: program === undefined ? undefined : join(into, program),
    file: relative(source.root, path),
    output,
  };
}

async function findBuildFile(
  { path = "", root }: Source,
  { env }: Bench,
): Promise<BuildFile | undefined> {
  const folders: string[] = [];
  for (
    let folder = dirname(path);
    `${folder}${sep}`.startsWith(root + sep);
    folder = dirname(folder)
  )
    folders.push(folder);
  const names = new Map(
    await Promise.all(folders.map(async (folder) => [folder, await readdir(folder)] as const)),
  );
  for (const tool of tools) {
    const command = await findProgram([tool.name], env["PATH"]);
    if (command === undefined) continue;
    for (const folder of tool.from === "nearest" ? folders : folders.toReversed()) {
      const name = names.get(folder)?.find((one) => tool.isBuildFile(one));
      if (name === undefined) continue;
      const text = await readSource(join(folder, name));
      // It names folders of the student's machine.
      if (!/^# CMAKE generated file/m.test(text)) return { tool, command, folder, name, text };
    }
  }
  return undefined;
}

const tools: readonly BuildTool[] = [cmake, make];

async function build(
  file: BuildFile,
  sources: readonly Source[],
  { role, root }: Source,
  compiler: string,
  { compile, outDir }: Bench,
) {
  const { tool, command, folder } = file;
  const into = `${tool.name}-with-${role}`;
  const place = join(outDir, into);
  const script = [before, tool.script(file, sources), after].join("\n");
  const run = await compile({
    command: ["/bin/sh", "-c", script, command, root, place, relative(root, folder) || "."],
    cwd: root,
    interpreters: [command, compiler],
    timeoutMs: 60_000,
    into,
  });
  const made = run.code === 0 ? await executablesIn(place, run.stdout) : [];
  const output = run.timedOut ? `${tool.name}: did not end in time` : run.stderr;
  return { into, output, made };
}

// A build writes beside the sources, so it gets a copy. What others have compiled must not stand in for
// what does not compile: objects are not taken along, and only what is younger than the stamp counts.
const before = `root=$1 place=$2 folder=$3
mkdir "$place/tree" "$place/build"
cp -R "$root/." "$place/tree"
find "$place/tree" -type f -name '*.o' -exec rm -f {} +
: > "$place/stamp"
cd "$place/tree/$folder" || exit 1
{`;

const after = `} >&2
cd "$place"
rm -rf build/CMakeFiles
find . -type f '(' ! -newer stamp -o -name '*.o' ')' -exec rm -f {} +
find . -type f -perm -u+x -print`;
