import { readdir, realpath } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Bench, Built, Source } from "../toolchain.ts";
import type { CsharpProject } from "./project.ts";
import { refusedByCsharp } from "./refusal.ts";

/** A .NET SDK as it lies on the disk. */
export type Sdk = Readonly<{
  /** The real `dotnet`. */
  host: string;
  compiler: string;
  /** The runtime's own assemblies, which are what programs are compiled against. */
  assemblies: readonly string[];
  /** `8.0.4`. */
  runtime: string;
}>;

/**
 * Finds the newest SDK beside a `dotnet`. Its compiler is started directly: `dotnet build` would want to restore
 * packages, from a network, even where there are none, and takes ten times as long.
 * @returns undefined where there is only a runtime.
 */
export async function findSdk(dotnet: string): Promise<Sdk | undefined> {
  const host = await realpath(dotnet);
  const root = dirname(host);
  const sdk = await newestIn(join(root, "sdk"));
  const runtime = await newestIn(join(root, "shared", "Microsoft.NETCore.App"));
  if (sdk === undefined || runtime === undefined) return undefined;
  const folder = join(root, "shared", "Microsoft.NETCore.App", runtime);
  const assemblies = (await readdir(folder)).filter(
    (name) =>
      /^(?:System\.|Microsoft\.|mscorlib|netstandard).*\.dll$/.test(name) &&
      !name.endsWith(".Native.dll"),
  );
  return {
    host,
    compiler: join(root, "sdk", sdk, "Roslyn", "bincore", "csc.dll"),
    assemblies: assemblies.map((name) => join(folder, name)),
    runtime,
  };
}

async function newestIn(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch((): string[] => []);
  const versions = names.filter((name) => /^\d+\.\d+\.\d+/.test(name));
  return versions.toSorted(new Intl.Collator("en", { numeric: true }).compare).at(-1);
}

/** Compiles and starts a program with .NET, whose screen is not buffered. */
export async function withDotnet(
  source: Source,
  project: CsharpProject,
  sdk: Sdk,
  { compile, outDir }: Bench,
): Promise<Built> {
  const { role, root, args } = source;
  let refused: Exclude<Built, { status: "ready" }> | undefined;
  for (const [index, files] of project.choices.entries()) {
    const into = `dotnet-${role}-${index}`;
    const place = join(outDir, into);
    const program = join(place, `${role}.dll`);
    const references = sdk.assemblies.map((path) => `-r:${path}`);
    const compiling = [
      sdk.host,
      "exec",
      sdk.compiler,
      ...compilerFlags,
      `-out:${program}`,
      ...references,
      ...files,
    ];
    const run = await compile({
      command: ["/bin/sh", "-c", script(project), place, configOf(sdk), ...compiling],
      cwd: root,
      interpreters: [sdk.host],
      timeoutMs: 60_000,
      into,
    });
    if (run.code === 0) {
      return {
        status: "ready",
        command: [sdk.host, "exec", "--runtimeconfig", join(place, configName), program, ...args],
        interpreters: [sdk.host],
        shown: ["dotnet", "run"],
        env,
      };
    }
    refused ??= refusedByCsharp(run, source, project, "dotnet");
    if (run.timedOut) break;
  }
  return refused as Exclude<Built, { status: "ready" }>;
}

const compilerFlags = [
  "-nologo",
  "-noconfig",
  "-nostdlib+",
  "-langversion:latest",
  "-unsafe+",
  "-nowarn:8632",
];
const configName = "runtimeconfig.json";

/**
 * Its memory for code would be a file of two tebibytes, which no limit of a sandbox allows; nobody is to diagnose it,
 * and small machines lack the library for languages.
 */
const env = {
  DOTNET_EnableWriteXorExecute: "0",
  DOTNET_EnableDiagnostics: "0",
  DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1",
  DOTNET_CLI_TELEMETRY_OPTOUT: "1",
};

/** Writes what a project would bring besides the sources, then compiles: `$0` is the folder, `$1` what the runtime is told. */
function script({ hasImplicitUsings }: CsharpProject): string {
  const settings = Object.entries(env).map(([name, value]) => `export ${name}=${value}`);
  const usings = implicitUsings.map((name) => `global using ${name};`).join(" ");
  return [
    ...settings,
    `printf %s "$1" > "$0/${configName}"`,
    "shift",
    ...(hasImplicitUsings
      ? [`echo '${usings}' > "$0/usings.cs"`, 'set -- "$@" "$0/usings.cs"']
      : []),
    'exec "$@"',
  ].join("\n");
}

/** What the SDK adds to a console program. */
const implicitUsings = [
  "System",
  "System.Collections.Generic",
  "System.IO",
  "System.Linq",
  "System.Net.Http",
  "System.Threading",
  "System.Threading.Tasks",
];

function configOf({ runtime }: Sdk): string {
  const framework = { name: "Microsoft.NETCore.App", version: runtime };
  return JSON.stringify({ runtimeOptions: { framework } });
}
