import { readFile, realpath, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { filesBelow } from "./files-below.ts";

/**
 * Lets a Go compiler read the go.mod and go.work files of a copy that a newer one has written: it would
 * refuse them, although hardly any program of theirs needs what is new. Others stay as they are.
 */
export async function fitGoVersion(root: string, compiler: string): Promise<void> {
  const local = await versionOf(compiler);
  if (local === undefined) return;
  const files = (await filesBelow(root)).filter((path) => /\/go\.(?:mod|work)$/u.test(path));
  await Promise.all(
    files.map(async (path) => {
      const text = await readFile(path, "utf8");
      const wanted = /^go\s+1\.(\d+)/mu.exec(text)?.[1];
      const hasPatch = /^go\s+1\.\d+[.r]/mu.test(text);
      if (wanted === undefined || (Number(wanted) <= local && !hasPatch)) return;
      const minor = Math.min(Number(wanted), local);
      // Before Go 1.21 neither a third number nor `toolchain` was known (go.dev/doc/toolchain).
      const fitting = text
        .replace(/^go\s+1\..*$/mu, `go 1.${minor}`)
        .replace(/^(?:toolchain|godebug)\b.*$/gmu, "");
      await writeFile(path, fitting);
    }),
  );
}

/** What to say where a compiler refused a program only because it is too old for it. */
export async function tooNewFor(compiler: string, output: string): Promise<string | undefined> {
  const local = await versionOf(compiler);
  const needs = newer.filter(({ sign }) => sign.test(output)).map(({ since }) => since);
  const since = Math.max(0, ...needs, Number(/requires go ?1\.(\d+)/u.exec(output)?.[1] ?? 0));
  if (local === undefined || since <= local) return undefined;
  return `the program wants Go 1.${since} or later, this machine has Go 1.${local}: ${output.split("\n").find((line) => !line.startsWith("#"))}`;
}

/** What came to the language and to the standard library, in the words of a compiler that lacks it. */
const newer: readonly Readonly<{ sign: RegExp; since: number }>[] = [
  { sign: /"?\b(?:slices|maps|cmp|log\/slog)"? (?:is not in|in any of)/u, since: 21 },
  { sign: /undefined: (?:min|max|clear)\b/u, since: 21 },
  { sign: /cannot range over \S+ \(.*\bint\b.*\)/u, since: 22 },
  { sign: /"?\bmath\/rand\/v2"? (?:is not in|in any of)/u, since: 22 },
  { sign: /"?\b(?:iter|unique|structs)"? (?:is not in|in any of)/u, since: 23 },
  { sign: /"?\b(?:weak)"? (?:is not in|in any of)/u, since: 24 },
];

/** The second number of the compiler's version, from the file that lies in every GOROOT. */
async function versionOf(compiler: string): Promise<number | undefined> {
  try {
    const root = dirname(dirname(await realpath(compiler)));
    const text = await readFile(join(root, "VERSION"), "utf8");
    return Number(/^go1\.(\d+)/u.exec(text)?.[1] ?? Number.NaN) || undefined;
  } catch {
    // Some distributions keep it elsewhere: then the compiler says itself what it does not like.
    return undefined;
  }
}
