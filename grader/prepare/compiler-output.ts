import type { Cause } from "../model/cause.ts";
import type { Role } from "../model/role.ts";
import type { SourcePlace } from "../model/source-place.ts";
import { isDisplayModule } from "./modules/display.ts";
import { windowsThing } from "./modules/windows.ts";

/**
 * The cause for a program that a compiler or a linker refused: by its name where its output tells one,
 * else the output from the first error on, with relative names, at most 4 KiB.
 */
export function doesNotCompile(role: Role, output: string, folders: readonly string[]): Cause {
  const relative = folders
    .reduce((text, folder) => text.replaceAll(`${folder}/`, ""), output)
    .trim();
  const [first, ...more] = errorsIn(relative);
  const named = nameOf(role, relative, first);
  if (named !== undefined) return named;
  const told = first === undefined ? relative : relative.slice(first.index);
  const place = first?.place ?? more.find((error) => error.place !== undefined)?.place;
  return {
    kind: "does-not-compile",
    role,
    output: told.length > maxLength ? `${told.slice(0, maxLength)}…` : told,
    ...(place !== undefined && { place }),
  };
}

const maxLength = 4096;

type CompilerError = Readonly<{ index: number; text: string; place: SourcePlace | undefined }>;

/** Every error of an output, each up to where the next one begins. */
function errorsIn(output: string): readonly CompilerError[] {
  const found = [...output.matchAll(errorLine)];
  return found.map((match, nth) => {
    const text = output.slice(match.index, found[nth + 1]?.index);
    return { index: match.index, text, place: placeOf(match.groups ?? {}, text) };
  });
}

/**
 * `server.c:10:5: error: …` (gcc, clang, kotlinc), `Server.java:3: error: …` (javac),
 * `server.cs(3,7): error CS1002: …` (C#, tsc), `./server.go:5:2: …` (go), `error[E0425]: …` (rustc).
 */
const errorLine =
  /^(?:(?<file>[^\s:(][^\n:(]{0,300})(?::(?<line>\d+)(?::\d+)?:|\((?<row>\d+),\d+\):) (?:fatal )?(?:error|erro)\b|(?<go>[^\s:][^\n:]{0,300}\.go):(?<at>\d+):\d+: |error(?:\[E\d+\])?: )/gm;

function placeOf(
  { file, line, row, go, at }: Readonly<Record<string, string | undefined>>,
  text: string,
): SourcePlace | undefined {
  // rustc says where in a line of its own.
  const [, rust, below] = /^ *--> (.{1,300}?):(\d+):\d+/m.exec(text) ?? [];
  const name = file ?? go ?? rust;
  const number = line ?? row ?? at ?? below;
  if (name === undefined || number === undefined) return undefined;
  return { file: name.replace(/^\.\//, ""), line: Number(number) };
}

function nameOf(role: Role, output: string, first: CompilerError | undefined): Cause | undefined {
  const wants = mains.find(({ missing }) => missing.test(output))?.wants;
  if (wants !== undefined) return { kind: "no-main", role, wants };
  if (first === undefined) return nameOfLinkError(role, output);
  const { text, place } = first;
  const [, className] =
    /error: class ([\w$]+) is public, should be declared in a file/.exec(text) ?? [];
  if (className !== undefined && place !== undefined) {
    const [, line = ""] = text.split("\n");
    return { kind: "wrong-class-name", role, className, place: { ...place, text: line.trim() } };
  }
  const module = missing.map((pattern) => pattern.exec(text)?.[1]).find((one) => one !== undefined);
  if (module === undefined) return undefined;
  const thing = windowsThing(module);
  if (thing !== undefined) {
    const [, ...lines] = text.split("\n");
    const shown = lines.map((line) => /#\s*include.*/.exec(line)?.[0]).find(Boolean);
    return { kind: "wrong-system", role, thing, place: place && { ...place, text: shown } };
  }
  if (isDisplayModule(module)) return { kind: "needs-display", role, thing: module };
  return { kind: "module-missing", role, module };
}

/** What each compiler or linker says of a program without a main, and what it looked for. */
const mains: readonly Readonly<{ missing: RegExp; wants: string }>[] = [
  { missing: /undefined (?:reference to|symbol:?) [`'"]?_?main\b/, wants: "int main(void)" },
  {
    missing: /function main is undeclared in the main package|is not a main package/,
    wants: "package main … func main()",
  },
  { missing: /error\[E0601\]/, wants: "fn main()" },
  { missing: /error CS5001/, wants: "static void Main()" },
  { missing: /no main manifest attribute/, wants: "fun main()" },
];

/** A module or a header that is not there; javac says the same of `system.out`, which is none. */
const missing: readonly RegExp[] = [
  /fatal error: '?([^\s']+)'?(?:: No such file| file not found)/,
  /error: package ([\w.]+) does not exist\n\s*import\b/,
  /no required module provides package ([^\s:;]+)/,
  /package ([^\s:;]+) is not in (?:std|GOROOT)/,
  /can't find crate for `(\w+)`/,
  /unlinked crate `(\w+)`/,
  /unresolved import `(\w+)/,
  /undeclared crate or module `(\w+)`/,
  /error TS2307: Cannot find module '([^']+)'/,
];

function nameOfLinkError(role: Role, output: string): Cause | undefined {
  const thing = /cannot find -l(ws2_32|wsock32)|undefined reference to `(WSA\w+)/i.exec(output);
  const name = thing?.[1] ?? thing?.[2];
  return name === undefined ? undefined : { kind: "wrong-system", role, thing: name };
}
