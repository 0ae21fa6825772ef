import { mkdir, readdir } from "node:fs/promises";
import { statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Role } from "../model/role.ts";
import type {
  Launch,
  Prepared,
  ProgramLanguage,
  ProgramSource,
  Submission,
} from "../model/submission.ts";
import type { RunTool, ToolRequest, ToolRun } from "../model/tool.ts";
import type { Workplace } from "../model/workplace.ts";
import { stemOf } from "../submission/candidate.ts";
import { codeHint } from "../submission/code-hint.ts";
import { isBuilt, languageOf, signsOf } from "../submission/languages/index.ts";
import { readRunLine, type RunLine } from "../submission/run-line.ts";
import { readSource } from "../submission/source-text.ts";
import type { BuildCache } from "./build-cache/build-cache.ts";
import { cleanEnv } from "./clean-env.ts";
import { doesNotCompile } from "./compiler-output.ts";
import { everyFolderOf } from "./find-program.ts";
import { findForeignAddresses } from "./foreign-addresses.ts";
import { findPorts } from "./ports.ts";
import { privateCopy } from "./private-copy.ts";
import type { Bench, Built, Source } from "./toolchain.ts";
import { toolchains } from "./toolchains/index.ts";

export type PrepareOptions = Readonly<{
  /** Absolute path of an existing folder that is the caller's to remove; copies and builds go there. */
  workDir: string;
  /** The grader's own environment: where interpreters and compilers are looked for. */
  host: Readonly<Record<string, string | undefined>>;
  /** Runs compilers and the manifest's build commands, which are as strange as what they build. */
  runTool: RunTool;
  /** What was built before; asked for once something is to be compiled. Without it everything is built. */
  builds?: (() => Promise<Pick<BuildCache, "build"> | undefined>) | undefined;
}>;

/** The folders of a submission below the caller's `workDir`. */
export function workplaceIn(workDir: string): Workplace {
  return {
    submission: join(workDir, "submission"),
    out: join(workDir, "out"),
    home: join(workDir, "home"),
  };
}

/** What {@link prepare} hands back: an entry for every role that the submission has. */
export type PreparedRoles = Readonly<Partial<Record<Role, Prepared>>>;

/**
 * Makes every program of a submission ready to start, in a private copy: builds what needs building,
 * resolves interpreters, reads ports and addresses from the source. Python and JavaScript start no
 * child process. Throws only for the machine's failures (a full disk).
 */
export async function prepare(
  submission: Submission,
  { workDir, host, runTool, builds }: PrepareOptions,
): Promise<PreparedRoles> {
  const programs = Object.values(submission.programs);
  const workplace = workplaceIn(workDir);
  const { submission: root, home, out: outDir } = workplace;
  await Promise.all([
    mkdir(home, { recursive: true }),
    mkdir(outDir, { recursive: true }),
    copy(submission, root),
  ]);

  const planned = programs.map((program) => ({ program, ...planOf(program, root) }));
  const env = cleanEnv(host, home);
  const bench: Bench = {
    env,
    host,
    outDir,
    sources: planned.map(({ source }) => source),
    once: memory(),
    compile: async ({ into, ...tool }) => {
      await mkdir(join(outDir, into));
      const request: ToolRequest = { ...tool, workplace, env, takes: ["out"] };
      const cache = await builds?.();
      return await (cache?.build(request, into, runTool) ?? runTool(request));
    },
  };
  const refusals = new Map<Role, Prepared>();
  // One after another, and before any compiler: each takes what it made back into the same folder.
  for (const { program, source } of planned) {
    const refused = await runBuild(source, bench, (tool) => runTool({ ...tool, workplace, env }));
    if (refused !== undefined) refusals.set(program.role, refused);
  }
  const prepared = await Promise.all(
    planned.map(
      async ({ program, source, line }) =>
        [
          program.role,
          refusals.get(program.role) ?? (await prepareOne(program, source, line, bench)),
        ] as const,
    ),
  );
  return Object.fromEntries(prepared);
}

async function copy(submission: Submission, target: string): Promise<void> {
  const programs = Object.values(submission.programs);
  const only = submission.files && Object.values(submission.files);
  await privateCopy(submission.path, target, {
    only,
    builds: programs.some(({ manifest }) => manifest?.run !== undefined),
    modules: programs.some(({ language }) => /^(?:java|type)script$/u.test(language)),
    programs:
      only ??
      programs.filter(({ manifest }) => manifest?.run === undefined).map(({ file }) => file),
  });
}

/** Where a program's file is and from where it runs, before anything is built. */
function planOf(
  program: ProgramSource,
  root: string,
): Readonly<{ source: Source; line: RunLine | undefined }> {
  const { role, manifest } = program;
  const line =
    manifest?.run === undefined
      ? undefined
      : readRunLine(manifest.run, manifest.cwd, (path) => isFile(join(root, path)));
  const file = line === undefined ? program.file : line.file;
  const path = file === undefined ? undefined : join(root, file);
  const cwd = line?.cwd ?? manifest?.cwd ?? (path === undefined ? "." : dirname(file ?? "."));
  // Words with {port} in them are the launch plan's; without, they belong to the command.
  const said = line === undefined ? (program.args ?? []) : line.kind === "program" ? line.args : [];
  const args = said.some(hasPlaceholder) ? [] : said;
  return {
    source: { role, file: program.file, path, root, cwd: join(root, cwd), args, manifest },
    line,
  };
}

async function prepareOne(
  program: ProgramSource,
  source: Source,
  line: RunLine | undefined,
  bench: Bench,
): Promise<Prepared> {
  const language = line?.kind === "command" ? "command" : program.language;
  const toolchain = toolchains.find((one) => one.language === language);
  if (toolchain === undefined)
    return { status: "unavailable", error: `${language} is not supported` };
  const built = await toolchain.prepare(source, bench);
  return built.status === "ready"
    ? { status: "ready", launch: await toLaunch(program, source, line, built, bench) }
    : built;
}

/**
 * The manifest's `build`, once for both roles when they say the same. Never out of the cache: it may do
 * anything anywhere in the copy and with whatever it finds, so nobody knows what its result depends on;
 * and whoever writes a build command wants to see it run.
 */
async function runBuild(
  { role, root, manifest }: Source,
  { env, once }: Bench,
  run: (tool: Omit<ToolRequest, "workplace" | "env">) => Promise<ToolRun>,
): Promise<Prepared | undefined> {
  if (manifest?.build === undefined) return undefined;
  const { build, cwd = "." } = manifest;
  const built = await once(`build ${cwd} ${build}`, () =>
    run({
      command: ["/bin/sh", "-c", build],
      cwd: join(root, cwd),
      interpreters: everyFolderOf(env["PATH"]),
      timeoutMs: 120_000,
      takes: ["submission", "out"],
    }),
  );
  if (built.code === 0) return undefined;
  const output = built.timedOut
    ? `${build}: did not end in time`
    : built.stderr || built.stdout || `${build}: exit code ${built.code}`;
  return { status: "broken", cause: doesNotCompile(role, output, [root]) };
}

async function toLaunch(
  program: ProgramSource,
  source: Source,
  line: RunLine | undefined,
  built: Extract<Built, { status: "ready" }>,
  bench: Bench,
): Promise<Launch> {
  const { role, file, language, manifest } = program;
  const { command, args } = splitArguments(built.command, line);
  const texts =
    source.path === undefined || isBuilt(source.path) ? [] : await textsOf(source.path, language);
  return {
    role,
    language,
    file,
    command,
    shown: shownWords(source, built, bench),
    cwd: built.cwd ?? source.cwd,
    env: { ...bench.env, ...built.env, ...manifest?.env },
    interpreters: built.interpreters,
    ports: portsFirst(manifest?.port, findPorts(texts.join("\n"), language)),
    ...(manifest !== undefined && { declared: { host: manifest.host, port: manifest.port } }),
    foreignAddresses: findForeignAddresses(texts.join("\n"), language),
    args,
    stdin: manifest?.stdin,
    notes: built.notes,
  };
}

/** What the manifest declares is the likeliest. */
function portsFirst(declared: number | undefined, found: readonly number[]): readonly number[] {
  return declared === undefined ? found : [...new Set([declared, ...found])];
}

/** As far as it is the same at every start. */
function shownWords(
  { args }: Source,
  { command, shown }: Extract<Built, { status: "ready" }>,
  { outDir }: Bench,
): readonly string[] {
  const built = command.findIndex((word) => word.startsWith(`${outDir}/`));
  const [first = "", ...rest] = command.slice(Math.max(0, built));
  const program = (built === -1 ? "" : "./") + basename(first);
  const words = shown === undefined ? [program, ...rest] : [...shown, ...args];
  const end = words.findIndex(hasPlaceholder);
  return end === -1 ? words : words.slice(0, end);
}

/** Everything from the first word with a placeholder on is an argument of the launch plan. */
function splitArguments(
  command: readonly string[],
  line: RunLine | undefined,
): Readonly<{ command: readonly string[]; args?: readonly string[] }> {
  if (line?.kind === "program")
    return line.args.some(hasPlaceholder) ? { command, args: line.args } : { command };
  const first = command.findIndex(hasPlaceholder);
  return first <= 0
    ? { command }
    : { command: command.slice(0, first), args: command.slice(first) };
}

function hasPlaceholder(word: string): boolean {
  return /\{(?:host|port|group)\}/.test(word);
}

/** The program, then the parts of it beside it: a `config.py` that it imports may hold the port. */
async function textsOf(path: string, language: ProgramLanguage): Promise<readonly string[]> {
  const own = await readSource(path);
  const { imports } = codeHint(own, language);
  const folder = dirname(path);
  const beside = (await readdir(folder))
    .map((name) => join(folder, name))
    .filter((other) => other !== path && isFile(other));
  const imported = beside.filter(
    (other) => imports.includes(stemOf(other)) && languageOf(other) === language,
  );
  const linked = beside.filter((other) => signsOf(language)?.linked?.test(other) === true);
  const parts = await Promise.all(
    [...imported, ...linked].slice(0, mostParts).map((part) => readSource(part)),
  );
  return [
    own,
    ...parts.filter((text) => imported.length > 0 || !codeHint(text, language).runnable),
  ];
}

const mostParts = 20;

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function memory(): Bench["once"] {
  const kept = new Map<string, Promise<unknown>>();
  return <T>(key: string, make: () => Promise<T>): Promise<T> => {
    const known = (kept.get(key) as Promise<T> | undefined) ?? make();
    kept.set(key, known);
    return known;
  };
}
