import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { isJunk } from "./junk.ts";

/**
 * Where a project begins. People pack the folder and not what is in it: as long as a folder holds one
 * folder only, the first that holds a project's own files is it. Without such files the outermost is: where a
 * package of Java begins, say, only the programs know.
 */
export async function projectFolder(folder: string): Promise<string> {
  for (const one of await chain(folder)) {
    if ((await readdir(one)).some((name) => projectFiles.test(name))) return one;
  }
  return folder;
}

/** What is looked for in a project's own folder: how it is built, what is installed for it. */
const projectFiles =
  /^(?:sockgrade\.ya?ml|package\.json|node_modules|makefile|cmakelists\.txt|go\.mod|cargo\.toml|composer\.json|gemfile|pom\.xml|build\.gradle(?:\.kts)?|.+\.csproj)$/iu;

/** The last of the folders that hold one folder only. */
export async function innermost(folder: string): Promise<string> {
  return (await chain(folder)).at(-1) ?? folder;
}

async function chain(folder: string): Promise<readonly string[]> {
  const folders = [folder];
  for (let level = 0; level < mostLevels; level += 1) {
    const last = folders.at(-1) ?? folder;
    const entries = (await readdir(last, { withFileTypes: true })).filter(
      ({ name }) => !isJunk(name),
    );
    const [only] = entries;
    if (entries.length !== 1 || only?.isDirectory() !== true) break;
    folders.push(join(last, only.name));
  }
  return folders;
}

const mostLevels = 8;
