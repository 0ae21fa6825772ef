import type { Cause } from "../../model/cause.ts";
import type { Launch } from "../../model/submission.ts";
import { stripComments } from "../../submission/strip-comments.ts";
import type { LastWords } from "../last-words/last-words.ts";
import { sourceOf } from "../last-words/source-of.ts";

/** It ended well and at once, and has done nothing: what it defines is never called. */
export function mainNotCalled(launch: Launch, words: LastWords): Cause | undefined {
  if (words.end?.code !== 0 || !words.hasDoneNothing || words.spoken.trim() !== "")
    return undefined;
  const source = sourceOf(launch);
  const found = wrongGuard(source) ?? onlyNamed(source) ?? neverNamed(source);
  if (found === undefined) return undefined;
  const line = source.slice(0, found.index).split("\n").length;
  const place = { file: launch.file, line, text: source.split(/\r?\n/)[line - 1]?.trim() };
  return { kind: "main-not-called", role: launch.role, place, ...found.what };
}

type Found = Readonly<{
  index: number;
  what: Readonly<{ name: string; mistake: "no-call" | "no-brackets" | "guard" }>;
}>;

/** `if __name__ == "main":` */
function wrongGuard(source: string): Found | undefined {
  const text = stripComments(source, "python");
  const match = /^if[ \t(]+__name__[ \t]*==[ \t]*(["'])(?!__main__\1)([^"'\n]{0,40})\1/mu.exec(
    text,
  );
  return match === null
    ? undefined
    : { index: match.index, what: { name: match[2] ?? "", mistake: "guard" } };
}

/** A line that is nothing but the name of a function. */
function onlyNamed(source: string): Found | undefined {
  const text = stripComments(source, "python", "blank");
  return functionsIn(text)
    .map(({ name }) => {
      const index = text.search(new RegExp(String.raw`^[ \t]*${name}[ \t]*\r?$`, "mu"));
      return { index, what: { name, mistake: "no-brackets" } } as const;
    })
    .find(({ index }) => index >= 0);
}

/** A function or class whose name stands nowhere else; `main` before all others, the last one before the first. */
function neverNamed(source: string): Found | undefined {
  const text = stripComments(source, "python", "blank");
  const unused = functionsIn(text).filter(
    ({ name }) => [...text.matchAll(new RegExp(String.raw`\b${name}\b`, "gu"))].length === 1,
  );
  const chosen = unused.find(({ name }) => name === "main") ?? unused.at(-1);
  const isBusy = chosen?.name === "main" ? talks(text) : doesSomething(text);
  if (chosen === undefined || isBusy) return undefined;
  return { index: chosen.index, what: { name: chosen.name, mistake: "no-call" } };
}

function functionsIn(text: string): readonly Readonly<{ name: string; index: number }>[] {
  return [...text.matchAll(/^(?:async[ \t]+)?def[ \t]+(\w+)/gmu)].map(
    ({ 1: name = "", index }) => ({
      name,
      index,
    }),
  );
}

/** Whether a conversation stands at the left edge, outside of every function. */
function talks(text: string): boolean {
  return /^(?:while|for|with|try)\b|^\w[^\n]*\.(?:send|sendto|sendall|bind|connect|listen|recv|recvfrom)[ \t]*\(/mu.test(
    text,
  );
}

/** Whether anything but definitions, imports and plain assignments stands at the left edge. */
function doesSomething(text: string): boolean {
  return text
    .split(/\r?\n/)
    .some(
      (line) =>
        /^[^\s#)\]}"']/u.test(line) &&
        !/^(?:(?:async[ \t]+)?def|class|import|from|@)\b|^@|^\w+(?:[ \t]*,[ \t]*\w+)*[ \t]*=[^=(]*$/u.test(
          line,
        ),
    );
}
