import type { Part } from "../model/role.ts";
import type { ProgramLanguage } from "../model/submission.ts";
import { groupPart, joinsGroup } from "./group-hint.ts";
import { signsOf } from "./languages/index.ts";
import type { LanguageSigns } from "./languages/language.ts";
import { stripComments } from "./strip-comments.ts";

/** What a file's code says about the part it plays. */
export type CodeHint = Readonly<{
  /** Who waits for connections against who makes them; nothing when it does both or neither. */
  part: Part | undefined;
  /** The same where programs meet in a multicast group. */
  groupPart: Part | undefined;
  joinsGroup: boolean;
  /** It can be started: a `main` where the language wants one, sockets or a main guard in Python. */
  runnable: boolean;
  /** Names of the modules that it imports, without folders. */
  imports: readonly string[];
}>;

/** Reads a program's text; comments do not count. */
export function codeHint(source: string, language: ProgramLanguage): CodeHint {
  const text = stripComments(source, language);
  const signs = signsOf(language);
  return {
    part: signs && partOf(text, signs),
    groupPart: groupPart(text),
    joinsGroup: joinsGroup(text),
    runnable: signs === undefined || signs.runnable.test(text),
    imports: importsOf(text, signs?.imports),
  };
}

function partOf(text: string, signs: LanguageSigns): Part | undefined {
  const listens = signs.listens.test(text);
  const connects = signs.connects.test(text);
  if (listens && connects) return undefined;
  if (listens) return "server";
  if (connects) return "client";
  // Datagrams have no accept: the side with a port of its own is the server.
  if (signs.binds.test(text)) return "server";
  return signs.sends.test(text) ? "client" : undefined;
}

function importsOf(text: string, imports: RegExp | undefined): readonly string[] {
  if (imports === undefined) return [];
  return [...text.matchAll(imports)].flatMap((match) =>
    (match[1] ?? match[2] ?? "").split(",").map(moduleName),
  );
}

/** `a.b as c` is `b`; `./lib/b.js` is `b`. */
function moduleName(words: string): string {
  const path = words.trim().split(/\s/)[0] ?? "";
  const last = path.includes("/")
    ? path.slice(path.lastIndexOf("/") + 1).replace(/\.[cm]?js$/, "")
    : path;
  return last.slice(last.lastIndexOf(".") + 1);
}
