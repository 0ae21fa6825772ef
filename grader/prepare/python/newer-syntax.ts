import { realpathSync } from "node:fs";
import { stripComments } from "../../submission/strip-comments.ts";
import type { CauseOf } from "../../model/cause.ts";

type Needs = NonNullable<CauseOf<"syntax-error">["needs"]>;

/**
 * What a line needs that an interpreter does not have, as the "What's New" pages of Python tell;
 * nothing when no version reads it, or when its own version is not known.
 */
export function newerSyntax(line: string, error: string, interpreter: string): Needs | undefined {
  const has = minorOf(interpreter);
  if (has === undefined) return undefined;
  const found = features.find(
    ({ minor, pattern, says }) =>
      minor > has && pattern.test(line) && (says === undefined || says.test(error)),
  );
  return found && { feature: found.name, version: `3.${found.minor}`, has: `3.${has}` };
}

/** The first minor version of Python 3 that reads a program; undefined when any that is in use does. */
export function neededMinor(source: string): number | undefined {
  const text = stripComments(source, "python");
  const needed = text
    .split(/\r?\n/)
    .flatMap((line) =>
      features.filter(({ pattern, says }) => says === undefined && pattern.test(line)),
    )
    .map(({ minor }) => minor);
  return needed.length === 0 ? undefined : Math.max(...needed);
}

/** `…/versions/3.8.18/bin/python3`, `/usr/bin/python3`, which is a link to `python3.8`. */
export function minorOf(interpreter: string): number | undefined {
  const [minor] = [interpreter, realPath(interpreter)].flatMap(
    (path) => /3\.(\d{1,2})(?:\.\d+)?(?:$|\/(?:bin\/)?)/u.exec(path)?.[1] ?? [],
  );
  return minor === undefined ? undefined : Number(minor);
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

const features: readonly Readonly<{
  name: string;
  minor: number;
  pattern: RegExp;
  says?: RegExp;
}>[] = [
  { name: "f-string", minor: 6, pattern: /(?<![\w"'])[rR]?[fF]["']/u },
  { name: ":=", minor: 8, pattern: /:=/u },
  { name: 'f"{x=}"', minor: 8, pattern: /[fF]["'][^"']*\{\w+=\}/u },
  { name: "match", minor: 10, pattern: /^\s*match\b[^=]*:\s*(?:#.*)?$|^\s*case\b.*:/u },
  { name: "except*", minor: 11, pattern: /^\s*except\s*\*/u },
  { name: "type X = …", minor: 12, pattern: /^\s*type\s+\w+.*=/u },
  { name: "def f[T]()", minor: 12, pattern: /^\s*(?:def|class)\s+\w+\s*\[/u },
  {
    name: "f-string",
    minor: 12,
    pattern: /(?<![\w"'])[rR]?[fF](["'])[^{]*\{[^{}]*\1[^{}]*\1[^{}]*\}/u,
  },
  { name: "f-string", minor: 12, pattern: /[fF]["']/u, says: /cannot include a backslash/u },
];
