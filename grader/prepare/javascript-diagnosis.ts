import type { Cause } from "../model/cause.ts";
import type { Launch } from "../model/submission.ts";
import { stripComments } from "../submission/strip-comments.ts";
import type { LastWords } from "./last-words/last-words.ts";
import { sourceOf } from "./last-words/source-of.ts";

/** What keeps a program for Node from doing anything, as its last words and its text tell. */
export function diagnoseJavaScript(launch: Launch, words: LastWords): Cause | undefined {
  return unreadable(launch, words) ?? mainNotCalled(launch, words);
}

/** Node prints `FILE:LINE`, the line, a pointer and the error; only its loader stands below a file that it could not read. */
function unreadable({ role, file }: Launch, { spoken }: LastWords): Cause | undefined {
  const [, path, line, text, error] = refusal.exec(spoken) ?? [];
  if (path === undefined || error === undefined) return undefined;
  const name = path.split("/").at(-1) as string;
  const isOwn = file.split("/").at(-1) === name;
  return {
    kind: "syntax-error",
    role,
    place: { file: isOwn ? file : name, line: Number(line), text: text?.trim() },
    error,
  };
}

const refusal =
  /^((?:file:\/\/)?\/[^\n:]{1,300}):(\d+)\r?\n([^\n]*)\r?\n[ \t]*\^[\^~]*\r?\n+(SyntaxError: [^\n]*)\r?\n +at (?:wrapSafe|internalCompileFunction|compileSourceTextModule|compileFunctionForCJSLoader|new Script|ModuleLoader|new ModuleWrap)\b/mu;

/** It ended well and at once, and has done nothing: all that it has is a function that nobody calls. */
function mainNotCalled(launch: Launch, words: LastWords): Cause | undefined {
  if (words.end?.code !== 0 || !words.hasDoneNothing || words.spoken.trim() !== "")
    return undefined;
  const source = sourceOf(launch);
  const text = stripComments(source, "javascript", "blank");
  if (doesSomething(text)) return undefined;
  const unused = [...text.matchAll(definition)].filter(
    ({ 1: first, 2: name = first ?? "" }) =>
      [...text.matchAll(new RegExp(String.raw`(?<![\w$])${name}(?![\w$])`, "gu"))].length === 1,
  );
  const chosen = unused.find(([, first, name = first]) => name === "main") ?? unused.at(-1);
  if (chosen === undefined) return undefined;
  const line = text.slice(0, chosen.index).split("\n").length;
  const place = { file: launch.file, line, text: source.split(/\r?\n/)[line - 1]?.trim() };
  const { role } = launch;
  return {
    kind: "main-not-called",
    role,
    place,
    name: chosen[1] ?? chosen[2] ?? "",
    mistake: "no-call",
  };
}

const definition =
  /^(?:async[ \t]+)?function[ \t]*\*?[ \t]*(\w+)|^(?:const|let|var)[ \t]+(\w+)[ \t]*=[ \t]*(?:async\b[ \t]*)?(?:function\b|\([^()\n]{0,200}\)[ \t]*=>)/gmu;

/** Whether anything but definitions, imports and plain values stands at the left edge. */
function doesSomething(text: string): boolean {
  return text
    .split(/\r?\n/)
    .some(
      (line) =>
        /^[^\s}\])"'`;]/u.test(line) &&
        !/^(?:(?:async\s+)?function\b|class\b|import\b|export\b|module\.exports)|^(?:const|let|var)\s+[^=]*=\s*(?:require\s*\(|[^(]*$|(?:async\b\s*)?(?:function\b|\([^()]*\)\s*=>))/u.test(
          line,
        ),
    );
}
