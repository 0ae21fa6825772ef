import { basename } from "node:path/posix";
import { posix } from "node:path";
import type { ProgramLanguage } from "../model/submission.ts";
import { needsShell, splitWords } from "./command-line.ts";
import { extensionOf, languageOf, languageStartedBy, signsOf } from "./languages/index.ts";

/** What a manifest's `run` asks for. */
export type RunLine = Readonly<
  /** A source file, started as its language wants; `file` is relative to the submission. */
  | {
      kind: "program";
      file: string;
      language: ProgramLanguage;
      args: readonly string[];
      cwd: string | undefined;
    }
  /** Anything else, word by word; `cwd` is relative to the submission. */
  | {
      kind: "command";
      file: string | undefined;
      language: ProgramLanguage;
      words: readonly string[];
      cwd: string;
    }
>;

/**
 * Reads `server.py`, `server.py {port}`, `python3 src/main.py {port}` or `./server --port={port}`.
 * `exists` tells of paths relative to the submission. Undefined when a quote is left open.
 */
export function readRunLine(
  run: string,
  cwd: string | undefined,
  exists: (path: string) => boolean,
): RunLine | undefined {
  const inside = (path: string) => posix.join(cwd ?? ".", path);
  const source = (path: string | undefined) =>
    path !== undefined && languageOf(path) !== undefined && exists(inside(path))
      ? inside(path)
      : undefined;

  // With the interpreter said, a name needs no extension.
  const bareFile = (path: string | undefined) =>
    path !== undefined && extensionOf(path) === "" && exists(inside(path))
      ? inside(path)
      : undefined;

  // The whole line first: `server final.py` is one name.
  const whole = source(run.trim());
  if (whole !== undefined) return program(whole, [], cwd);
  const words = splitWords(run);
  if (words === undefined) return undefined;
  if (needsShell(run)) {
    return {
      kind: "command",
      file: undefined,
      language: "command",
      words: ["sh", "-c", run],
      cwd: cwd ?? ".",
    };
  }
  const [first = ""] = words;
  const bare = source(first);
  if (bare !== undefined) return program(bare, words.slice(1), cwd);
  // Interpreters are started as for a bare file: the real one, with the same flags.
  for (let count = 1; count <= mostStarters; count += 1) {
    const file = source(words[count]) ?? bareFile(words[count]);
    if (file === undefined) continue;
    const starter = [basename(first), ...words.slice(1, count)].join(" ");
    const language = languageOf(file) ?? languageStartedBy(starter);
    if (language === undefined || signsOf(language)?.startedBy?.test(starter) !== true) continue;
    return { ...program(file, words.slice(count + 1), cwd ?? "."), language };
  }
  return {
    kind: "command",
    file: words.map(source).find((path) => path !== undefined),
    language: languageOfTool(words),
    words,
    cwd: cwd ?? ".",
  };
}

function program(file: string, args: readonly string[], cwd: string | undefined): RunLine {
  return { kind: "program", file, language: languageOf(file) ?? "command", args, cwd };
}

/** `npx tsx server.ts` */
const mostStarters = 2;

function languageOfTool([first = "", second = ""]: readonly string[]): ProgramLanguage {
  const name = basename(first);
  if (name === "java") return "java";
  if (name.startsWith("python")) return "python";
  return languageStartedBy(name) ?? languageStartedBy(`${name} ${second}`) ?? "command";
}
