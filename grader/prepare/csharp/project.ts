import { readdir } from "node:fs/promises";
import { basename, dirname, join, sep } from "node:path";
import { codeHint } from "../../submission/code-hint.ts";
import { readSource } from "../../submission/source-text.ts";
import { stripComments } from "../../submission/strip-comments.ts";
import { filesBelow } from "../files-below.ts";
import { toUtf8 } from "../java/compile.ts";
import type { Source } from "../toolchain.ts";

/** What a C# compiler is told about a program. */
export type CsharpProject = Readonly<{
  /** Which files to try together, in this order: the program's own is in each. */
  choices: readonly (readonly string[])[];
  /** Its text without comments. */
  text: string;
  /** Text of the project file; empty without one. */
  project: string;
  /** Names that are known without `using`: the project says so, or there is no Main, which .NET 6 began with. */
  hasImplicitUsings: boolean;
}>;

/** Looks for the files of a program: with a project file its folder, else what lies beside it. */
export async function readCsharpProject(source: Source): Promise<CsharpProject> {
  const { path = "", root } = source;
  const all = (await filesBelow(root)).filter((file) => /\.cs$/i.test(file));
  await Promise.all(all.map(toUtf8));
  const found = await findProjectFile(source);
  const project = found === undefined ? "" : await readSource(found);
  const text = stripComments(await readSource(path), "csharp");
  const isPart = await Promise.all(
    all.map(async (file) => file !== path && !codeHint(await readSource(file), "csharp").runnable),
  );
  const parts = all.filter((_, index) => isPart[index]);
  const home = found === undefined ? undefined : dirname(found);
  const near = parts.filter((file) =>
    home === undefined ? dirname(file) === dirname(path) : file.startsWith(home + sep),
  );
  const choices = [near, parts, []].map((some) => [path, ...some]);
  return {
    choices: distinct(choices),
    text,
    project,
    hasImplicitUsings:
      /<ImplicitUsings>\s*(?:enable|true)/i.test(project) || !/\bMain\s*\(/.test(text),
  };
}

function distinct(choices: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return [...new Map(choices.map((files) => [files.join("\n"), files])).values()];
}

async function findProjectFile({ path = "", root }: Source): Promise<string | undefined> {
  for (
    let folder = dirname(path);
    `${folder}${sep}`.startsWith(root + sep);
    folder = dirname(folder)
  ) {
    const name = (await readdir(folder)).find((one) => /\.csproj$/i.test(basename(one)));
    if (name !== undefined) return join(folder, name);
  }
  return undefined;
}
