import { relative } from "node:path";

/** How a file is named on a command line from a folder; a leading dash must not look like an option. */
export function onCommandLine(path: string, cwd: string): string {
  const name = relative(cwd, path);
  return name.startsWith("-") ? `./${name}` : name;
}
