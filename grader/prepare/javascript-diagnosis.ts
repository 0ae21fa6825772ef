import type { Cause } from "../model/cause.ts";
import type { Launch } from "../model/submission.ts";
import type { LastWords } from "./last-words/last-words.ts";

/** Node prints `FILE:LINE`, the line, a pointer and the error; only its loader stands below a file that it could not read. */
export function diagnoseJavaScript(
  { role, file }: Launch,
  { spoken }: LastWords,
): Cause | undefined {
  const [, path, line, text, error] = unreadable.exec(spoken) ?? [];
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

const unreadable =
  /^((?:file:\/\/)?\/[^\n:]{1,300}):(\d+)\r?\n([^\n]*)\r?\n[ \t]*\^[\^~]*\r?\n+(SyntaxError: [^\n]*)\r?\n +at (?:wrapSafe|internalCompileFunction|compileSourceTextModule|compileFunctionForCJSLoader|new Script|ModuleLoader|new ModuleWrap)\b/mu;
