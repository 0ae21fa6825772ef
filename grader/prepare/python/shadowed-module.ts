import { readdirSync } from "node:fs";
import type { Cause } from "../../model/cause.ts";
import type { Launch } from "../../model/submission.ts";
import type { LastWords } from "../last-words/last-words.ts";
import { pythonModules } from "../modules/python-modules.ts";

/**
 * A file beside the program is called like a standard module and is imported in its place. Only where the
 * crash shows it: who has a `queue.py` of his own and imports it on purpose may do so.
 */
export function shadowedModule(
  { role, file, cwd }: Launch,
  { spoken, lastLine }: LastWords,
): Cause | undefined {
  const own = stemsIn(cwd).filter((stem) => pythonModules.has(stem));
  const module = own.find((stem) => isBlamed(stem, lastLine) || crashedInside(stem, spoken));
  if (module === undefined) return undefined;
  const folder = file.includes("/") ? file.slice(0, file.lastIndexOf("/") + 1) : "";
  return { kind: "shadowed-module", role, module, file: `${folder}${module}.py` };
}

function stemsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".py"))
      .map((name) => name.slice(0, -3));
  } catch {
    return [];
  }
}

/** The error speaks of the module, and not of the one in Python's own folders. */
function isBlamed(module: string, lastLine: string): boolean {
  if (!lastLine.includes(`'${module}'`) && !lastLine.includes(`'${module}.`)) return false;
  if (/^AttributeError: (?:partially initialized )?module '/u.test(lastLine))
    return lastLine.includes(`module '${module}'`);
  if (lastLine.endsWith(`; '${module}' is not a package`)) return true;
  const [, name, path = ""] =
    /^ImportError: cannot import name .{1,200} from (?:partially initialized module )?'([\w.]+)'(?: \((.{1,300}?)\))?/u.exec(
      lastLine,
    ) ?? [];
  return name === module && !/\/lib\d*\/python/u.test(path);
}

/** It ended while the file was being imported by another one: its outermost level is in the traceback. */
function crashedInside(module: string, spoken: string): boolean {
  const frames = [...spoken.matchAll(/^ {2}File "([^"\n]+)", line \d+, in (.+)$/gmu)];
  return frames
    .slice(1)
    .some(
      ([, path = "", where]) =>
        where === "<module>" &&
        !/\/lib\d*\/python|^<frozen/u.test(path) &&
        path.split("/").at(-1) === `${module}.py`,
    );
}
