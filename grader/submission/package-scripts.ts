import { basename, dirname } from "node:path/posix";
import { join } from "node:path";
import { type Part, partOf, type Role } from "../model/role.ts";
import type { ProgramSource } from "../model/submission.ts";
import { nameHint } from "./name-hint.ts";
import { readRunLine } from "./run-line.ts";
import { readSource } from "./source-text.ts";
import type { FoundFile } from "./walk.ts";

/** What the package.json files of a submission say of its programs. */
export type PackageScripts = readonly Script[];

type Script = Readonly<{
  part: Part;
  run: string;
  /** The package's folder, in which npm starts it. */
  cwd: string;
}>;

/**
 * Reads the scripts that are named after a part (`"server": "node app.js"`), and what starts a package in
 * a folder that is. Whatever else is in a package.json, or wrong with it, is npm's business.
 */
export async function readPackageScripts(
  root: string,
  files: readonly FoundFile[],
): Promise<PackageScripts> {
  const packages = files.filter(({ path }) => basename(path) === "package.json");
  const found = await Promise.all(
    packages.slice(0, mostRead).map(async ({ path, real }) => {
      const text = await readSource(join(root, real), root).catch(() => "");
      return scriptsIn(text, dirname(path));
    }),
  );
  return found.flat();
}

const mostRead = 20;

/** The program that a script starts for a role; nothing where none says it, or they say different things. */
export function programOfScript(
  scripts: PackageScripts,
  role: Role,
  files: readonly FoundFile[],
): ProgramSource | undefined {
  const programs = scripts
    .filter(({ part }) => part === partOf(role))
    .flatMap(({ run, cwd }) => {
      // What a compiler made is not among the files: its source is meant.
      const line = readRunLine(run, cwd, (path) => files.some((file) => file.path === path));
      if (line?.kind !== "program") return [];
      const why = { by: "script", run } as const;
      return [{ role, file: line.file, language: line.language, why, manifest: { run, cwd } }];
    });
  const [first] = programs;
  return programs.every(({ file }) => file === first?.file) ? first : undefined;
}

function scriptsIn(text: string, cwd: string): PackageScripts {
  const { scripts, main } = parse(text);
  const named = Object.entries(scripts).flatMap(([name, run]) => {
    const { part } = nameHint(name);
    return part === undefined ? [] : [{ part, run, cwd }];
  });
  const { part } = nameHint(basename(cwd));
  if (named.length > 0 || part === undefined) return named;
  const run = scripts["start"] ?? main;
  return run === undefined ? [] : [{ part, run, cwd }];
}

function parse(text: string): Readonly<{ scripts: Record<string, string>; main?: string }> {
  try {
    const { scripts = {}, main } = JSON.parse(text) as Record<string, unknown>;
    const entries = Object.entries(scripts as object).filter(([, run]) => typeof run === "string");
    const rest = typeof main === "string" ? { main } : {};
    return { scripts: Object.fromEntries(entries), ...rest };
  } catch {
    // No JSON, or no object: then it says nothing to npm either.
    return { scripts: {} };
  }
}
