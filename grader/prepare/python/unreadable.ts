import { dirname } from "node:path/posix";
import type { Cause, CauseOf } from "../../model/cause.ts";
import type { SourcePlace } from "../../model/source-place.ts";
import type { Launch } from "../../model/submission.ts";
import type { LastWords } from "../last-words/last-words.ts";
import { bytesOf } from "../last-words/source-of.ts";
import { newerSyntax } from "./newer-syntax.ts";

/** The interpreter could not read the program, or a file of the student's that it imports. */
export function unreadable(launch: Launch, { lastLine, spoken }: LastWords): Cause | undefined {
  if (!/^(?:SyntaxError|IndentationError|TabError|ValueError): /u.test(lastLine)) return undefined;
  const { role } = launch;
  const encoded = wrongEncoding(launch, lastLine);
  if (encoded !== undefined || lastLine.startsWith("ValueError")) return encoded;
  const place = placeIn(spoken, launch.file);
  // What json, ast or eval could not read is no file.
  if (place === undefined) return undefined;
  const needs = newerSyntax(place.text ?? "", lastLine, launch.command[0] ?? "");
  return { kind: "syntax-error", role, place, error: lastLine, ...(needs && { needs }) };
}

/** Python says where it stopped reading; the file tells which letter that was. */
function wrongEncoding(launch: Launch, lastLine: string): CauseOf<"wrong-encoding"> | undefined {
  const [, path, line] =
    /^SyntaxError: Non-(?:UTF-8|ASCII) (?:code starting with|character) '\\x\w\w' in file (.{1,300}) on line (\d+)/u.exec(
      lastLine,
    ) ?? [];
  const isNull = /source code (?:string )?cannot contain null bytes/u.test(lastLine);
  if (path === undefined && !isNull) return undefined;
  const file = path === undefined ? launch.file : beside(launch.file, path);
  const source = bytesOf({ cwd: launch.cwd, file });
  const encoding = isNull || source?.encoding.startsWith("utf-16") ? "utf-16" : "latin1";
  const number = Number(line ?? 1);
  const place =
    encoding === "utf-16"
      ? { file }
      : { file, line: number, text: source?.text.split(/\r?\n/)[number - 1]?.trim() };
  return { kind: "wrong-encoding", role: launch.role, place, encoding };
}

/** The last `File "…", line N` before the error has no function behind it: nothing of it has run. */
function placeIn(spoken: string, program: string): SourcePlace | undefined {
  const spots = [...spoken.matchAll(/^ {2}File "([^"\n]+)", line (\d+)\n(?: {4}(.*)\n)?/gmu)];
  const [, path, line, text] = spots.at(-1) ?? [];
  if (path === undefined || path.startsWith("<")) return undefined;
  return { file: beside(program, path), line: Number(line), text: text?.trim() };
}

/** A path as the student knows it: relative to the submission, as the program's own is. */
function beside(program: string, path: string): string {
  const name = path.split("/").at(-1) as string;
  const own = program.split("/").at(-1);
  if (name === own) return program;
  const folder = dirname(program);
  return folder === "." ? name : `${folder}/${name}`;
}
