import type { Cause } from "../../model/cause.ts";
import type { Launch } from "../../model/submission.ts";
import { stripComments } from "../../submission/strip-comments.ts";
import type { LastWords } from "./last-words.ts";
import { sourceLine, sourceOf } from "./source-of.ts";

/** It ended at once because it wants arguments that the launch plan did not find. */
export function wantedArguments(launch: Launch, words: LastWords): Cause | undefined {
  if (!words.hasDoneNothing || words.end === undefined || words.end.code === undefined)
    return undefined;
  const usage = usageIn(words.spoken);
  const isIndex = indexErrors.test(words.lastLine) && blamesArguments(launch, words);
  if (usage === undefined && !isIndex) return undefined;
  const wanted = usage === undefined ? fromSource(launch) : fromUsage(usage, launch.file);
  const output = usage === undefined ? words.lastLine : usageBlock(words.spoken);
  const run = wanted.length === 0 ? undefined : `${launch.file} ${wanted.join(" ")}`;
  return { kind: "needs-arguments", role: launch.role, output, ...(run !== undefined && { run }) };
}

/** What stands after the word for it: `server.py [-h] --porta PORTA`. */
function usageIn(spoken: string): string | undefined {
  return usageLine.exec(spoken)?.[1]?.trim();
}

const usageLine =
  /^\W{0,5}(?:usage|uso(?: correto)?|modo de uso|forma de uso|como usar|use|sintaxe|utiliza[cç][aã]o)\s*[:=>]\s*(\S.*)$/imu;

function usageBlock(spoken: string): string {
  const from = spoken.slice(usageLine.exec(spoken)?.index ?? 0);
  return from.split("\n").slice(0, 6).join("\n");
}

const indexErrors =
  /list index out of range|ArrayIndexOutOfBounds|index out of (?:range|bounds)|IndexOutOfRangeException|outside the bounds of the array/iu;

/** Whether the line that is blamed reads an argument; where no line is told, whether any does. */
function blamesArguments(launch: Launch, { place }: LastWords): boolean {
  const line = place?.text ?? (place?.line && sourceLine(launch, place.line));
  const source = stripComments(sourceOf(launch), launch.language);
  if (line !== undefined && line !== 0 && line !== "") {
    const main = /\bmain\s*\(\s*(?:final\s+)?String\s*(?:\[\s*\]\s*|\.\.\.\s*)(\w+)/u.exec(
      source,
    )?.[1];
    return argumentRead.test(line) || (main !== undefined && line.includes(`${main}[`));
  }
  return argumentRead.test(source);
}

const argumentRead = /\bargv\b|\bargs\b|\bArgs\b|\bARGV\b/u;

/** `<host> <porta>`, `--ip IP`, `[--porta PORTA]`: as the manifest says them, unknown ones as they are. */
function fromUsage(usage: string, file: string): readonly string[] {
  const name = file.split("/").at(-1) ?? "";
  const stem = name.replace(/\.\w+$/u, "");
  const tokens = usage.split(/\s+/u);
  const own = tokens.findIndex(
    (token) => token.includes(name) || token.replace(/^.*\//u, "") === stem,
  );
  const rest = tokens
    .slice(own + 1)
    .filter((token) => !/^(?:python\d?|java|node|\.\/\S+)$/u.test(token));
  const wanted: string[] = [];
  for (let at = 0; at < rest.length; at += 1) {
    const token = rest[at] as string;
    const isOptional = token.startsWith("[");
    const bare = token.replace(/^[[<{(]+|[\]>})]+$/gu, "");
    if (bare === "" || /^-h$|^--help$|^\W+$/u.test(bare)) continue;
    if (!bare.startsWith("-")) {
      if (!isOptional || placeholderFor(bare) !== undefined)
        wanted.push(placeholderFor(bare) ?? token);
      continue;
    }
    const value = /^\W*\w/u.test(rest[at + 1] ?? "") && !(rest[at + 1] ?? "").startsWith("-");
    const meant = placeholderFor(bare) ?? (value ? placeholderFor(rest[at + 1] ?? "") : undefined);
    if (value && !token.endsWith("]")) at += 1;
    if (meant !== undefined) wanted.push(bare, meant);
    else if (!isOptional) wanted.push(bare, ...(value ? [rest[at] as string] : []));
  }
  return wanted;
}

/** By the names of the variables that the arguments go to. */
function fromSource(launch: Launch): readonly string[] {
  const text = stripComments(sourceOf(launch), launch.language);
  const first = launch.language === "python" || launch.language === "c" ? 1 : 0;
  const wanted: string[] = [];
  for (const [, name = "", index = ""] of text.matchAll(
    /\b(\w+)\s*:?=\s*[^\n=]{0,60}?\b(?:argv|args|Args|ARGV)\s*\[\s*(\d)\s*\]/gu,
  )) {
    wanted[Number(index) - first] ??= placeholderFor(name) ?? `<${name}>`;
  }
  return Array.from(wanted, (word) => word ?? "<…>");
}

function placeholderFor(name: string): string | undefined {
  if (/port/iu.test(name)) return "{port}";
  if (/gro?up/iu.test(name)) return "{group}";
  return /host|\bip\b|^-*ip|ip$|addr|endere|serv|m[aá]quina/iu.test(name) ? "{host}" : undefined;
}
