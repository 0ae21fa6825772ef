import { basename } from "node:path/posix";
import { posix } from "node:path";
import type { ProgramLanguage } from "../model/submission.ts";
import { needsShell, splitWords } from "./command-line.ts";
import { extensionOf, languageOf } from "./languages/index.ts";

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
  const [first = "", second, ...rest] = words;
  const bare = source(first);
  if (bare !== undefined) return program(bare, words.slice(1), cwd);
  const interpreter = interpreterLanguage(first);
  const file = source(second) ?? bareFile(second);
  if (
    interpreter !== undefined &&
    file !== undefined &&
    (languageOf(file) ?? interpreter) === interpreter
  ) {
    return { ...program(file, rest, cwd ?? "."), language: interpreter };
  }
  return {
    kind: "command",
    file: words.map(source).find((path) => path !== undefined),
    language: interpreter ?? languageOfTool(first),
    words,
    cwd: cwd ?? ".",
  };
}

function program(file: string, args: readonly string[], cwd: string | undefined): RunLine {
  return { kind: "program", file, language: languageOf(file) ?? "command", args, cwd };
}

/** Interpreters that are started as for a bare file: the real one, with the same flags. */
function interpreterLanguage(word: string): ProgramLanguage | undefined {
  const name = basename(word);
  if (/^python(?:3(?:\.\d+)?)?$/.test(name)) return "python";
  return name === "node" || name === "nodejs" ? "javascript" : undefined;
}

function languageOfTool(word: string): ProgramLanguage {
  if (basename(word) === "java") return "java";
  return basename(word).startsWith("python") ? "python" : "command";
}
