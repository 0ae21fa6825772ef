import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { packageRoot } from "../exercise/package-root.ts";
import { runToEnd } from "../process/spawn.ts";
import { plainEnvironment } from "./run-sockgrade.ts";

/** What is known before the first program starts, in milliseconds of every round. */
export type PreparingCosts = Readonly<{
  python: readonly number[];
  cachedC: readonly number[];
  cachedJava: readonly number[];
  manyFiles: readonly number[];
}>;

/**
 * How long a submission takes until its programs are ready: those in Python altogether, those in C and Java
 * for a compilation that was done before, one with 5,000 files until its programs are found. Every
 * figure comes from a process of its own, as nobody prepares a submission twice.
 */
export async function preparingCosts(workDir: string, rounds: number): Promise<PreparingCosts> {
  const script = join(workDir, "prepare-costs.mjs");
  await build({
    entryPoints: [join(packageRoot, "grader", "e2e", "prepare-costs.ts")],
    outfile: script,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
  });
  const caches = join(workDir, "caches");
  await mkdir(caches);
  const reference = (exercise: string, language: string) =>
    join(packageRoot, "exercises", exercise, "reference", language);
  const measured = async (...args: readonly string[]): Promise<readonly Costs[]> => {
    const all: Costs[] = [];
    // The first one builds, and warms the machine's own caches.
    for (let round = 0; round <= rounds; round += 1) all.push(await costs([script, ...args]));
    return all.slice(1);
  };
  const many = await manyFiles(join(workDir, "many"));
  return {
    python: (await measured(reference("ex3-ping-pong-tcp", "python"))).map(({ ready }) => ready),
    cachedC: (await measured(reference("ex6-echo-tcp", "c"), caches)).map(compileTime),
    cachedJava: (await measured(reference("ex1-greeting-tcp", "java"), caches)).map(compileTime),
    manyFiles: (await measured(many)).map(({ open }) => open),
  };
}

type Costs = Readonly<{ open: number; ready: number; compile: number | null }>;

function compileTime({ compile }: Costs): number {
  return compile ?? Number.NaN;
}

async function costs(args: readonly string[]): Promise<Costs> {
  const settings = { cwd: packageRoot, env: plainEnvironment(), timeoutMs: 60_000 };
  const { code, stdout, stderr } = await runToEnd([process.execPath, ...args], settings);
  if (code !== 0) throw new Error(`Expected ${args.join(" ")} to end well, got ${code}: ${stderr}`);
  return JSON.parse(stdout) as Costs;
}

/** Somebody handed in everything of a year: two programs, and 5,000 files of all kinds in 250 folders. */
async function manyFiles(folder: string): Promise<string> {
  const extensions = ["py", "txt", "c", "java", "png", "md", "js", "json", "h", "class"];
  for (let number = 0; number < 250; number += 1) {
    const place = join(folder, `aula${Math.floor(number / 10)}`, `pasta${number}`);
    await mkdir(place, { recursive: true });
    const files = Array.from({ length: 20 }, (_, file) => `f${file}.${extensions[file % 10]}`);
    await Promise.all(files.map((file) => writeFile(join(place, file), "x = 1\n".repeat(40))));
  }
  const socket = "import socket\ns = socket.socket()\n";
  await writeFile(join(folder, "server.py"), `${socket}s.bind(("", 1))\ns.listen()\ns.accept()\n`);
  await writeFile(join(folder, "client.py"), `${socket}s.connect(("localhost", 1))\n`);
  return folder;
}
