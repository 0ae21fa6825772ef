import { basename } from "node:path/posix";
import type { ProgramLanguage } from "../model/submission.ts";
import { extensionOf, signsOf } from "./languages/index.ts";
import { nameHint } from "./name-hint.ts";
import { decodeSource } from "./source-text.ts";
import { openInside } from "./open-inside.ts";
import type { FoundFile } from "./walk.ts";

/** What the first bytes of a file without an extension tell. */
export type Sniffed = Readonly<
  | { kind: "program"; language: ProgramLanguage; by: "shebang" | "text" }
  /** It can not be graded as it is; `what` says why, to stand after the file's name. */
  | { kind: "no-source"; what: string }
>;

/**
 * Looks into the files whose names have no extension, those with telling names first, and no more than
 * {@link mostSniffed}: what else may be there for a program to have none.
 */
export async function sniffAll(
  root: string,
  files: readonly FoundFile[],
): Promise<ReadonlyMap<string, Sniffed>> {
  const bare = files.filter(({ path }) => extensionOf(path) === "" && !isNoProgram(basename(path)));
  const promising = bare
    .toSorted((a, b) => Number(tells(b)) - Number(tells(a)) || a.depth - b.depth)
    .slice(0, mostSniffed);
  const sniffed = await Promise.all(
    promising.map(async ({ path, real }) => [path, await sniff(root, real)] as const),
  );
  return new Map(sniffed.flatMap(([path, what]) => (what === undefined ? [] : [[path, what]])));
}

const mostSniffed = 40;

function tells({ path }: FoundFile): boolean {
  return nameHint(basename(path)).part !== undefined;
}

function isNoProgram(name: string): boolean {
  return name.startsWith(".") || noPrograms.has(name.toLowerCase());
}

const noPrograms = new Set(
  "readme leiame license licence licenca makefile gnumakefile dockerfile procfile gemfile rakefile changelog authors todo notice pipfile cname jenkinsfile vagrantfile".split(
    " ",
  ),
);

async function sniff(root: string, path: string): Promise<Sniffed | undefined> {
  try {
    const file = await openInside(root, path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
      return whatIs(buffer.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  } catch {
    // It has no name of a program, so nobody will miss it.
    return undefined;
  }
}

const headBytes = 4096;

/** What bytes at the beginning of a file tell. */
function whatIs(head: Uint8Array): Sniffed | undefined {
  const magic = Buffer.from(head.subarray(0, 4)).toString("latin1");
  const binary = compiled.find(([start]) => magic.startsWith(start));
  if (binary !== undefined) return { kind: "no-source", what: binary[1] };
  const { text, encoding } = decodeSource(head);
  if (!encoding.startsWith("utf-16") && head.includes(0)) return undefined;
  const shebang = /^#![ \t]*(\S+)(?:[ \t]+(?:-S[ \t]+)?(\S+))?/.exec(text);
  if (shebang !== null) {
    const [, first = "", second = ""] = shebang;
    const interpreter = basename(first) === "env" ? second : basename(first);
    return ofInterpreter(interpreter.replace(/[\d.]+$/, ""));
  }
  const seen = looks.find(([, look]) => look.test(text));
  if (seen !== undefined && signsOf(seen[0]) !== undefined)
    return { kind: "program", language: seen[0], by: "text" };
  const built = builtLooks.find(([, look]) => look.test(text));
  return built && { kind: "no-source", what: `${built[0]}, but its name does not say so` };
}

/** Numbers at the beginning of files that machines run. */
const compiled = [
  ["\u007fELF", "a compiled program (ELF): hand in its source"],
  ["MZ", "a compiled program for Windows: hand in its source"],
  ["\u00ca\u00fe\u00ba\u00be", "a compiled Java class: hand in its source"],
  ["\u00cf\u00fa\u00ed\u00fe", "a compiled program for macOS: hand in its source"],
] as const;

function ofInterpreter(name: string): Sniffed {
  const language = interpreters[name];
  return language !== undefined && signsOf(language) !== undefined
    ? { kind: "program", language, by: "shebang" }
    : { kind: "no-source", what: `a script for ${name === "" ? "nobody" : name}` };
}

const interpreters: Readonly<Record<string, ProgramLanguage>> = {
  python: "python",
  pypy: "python",
  node: "javascript",
  nodejs: "javascript",
  tsx: "typescript",
  "ts-node": "typescript",
  php: "php",
  ruby: "ruby",
};

/** Text that can be nothing else: what is started without being built does not need its extension. */
const looks: readonly (readonly [ProgramLanguage, RegExp])[] = [
  ["php", /^\s*<\?php\b/],
  [
    "python",
    /^[ \t]*(?:import|from)[ \t]+(?:socket|socketserver|threading|struct|sys|asyncio|time)\b/m,
  ],
  ["javascript", /\brequire\s*\(\s*["'](?:node:)?(?:net|dgram)["']\s*\)/],
  ["ruby", /^[ \t]*require[ \t]+["']socket["']/m],
];

/** Compilers go by the extension. */
const builtLooks: readonly (readonly [string, RegExp])[] = [
  ["C or C++", /^[ \t]*#[ \t]*include[ \t]*[<"]/m],
  ["Java", /^[ \t]*(?:import[ \t]+java\.|public[ \t]+class[ \t])/m],
  ["Go", /^package[ \t]+main\b/m],
];
