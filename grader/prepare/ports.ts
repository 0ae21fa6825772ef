import type { ProgramLanguage } from "../model/submission.ts";
import { signsOf } from "../submission/languages/index.ts";
import { stripComments } from "../submission/strip-comments.ts";

/**
 * Literal port numbers of a source file, the likeliest first, at most eight: assigned to a name
 * that speaks of a port, then arguments of calls that take one, then any number of four or five digits.
 */
export function findPorts(source: string, language: ProgramLanguage): readonly number[] {
  const text = stripComments(source, language).replace(ipv4, "_");
  const groups = [assigned(text, language), inCalls(text, language), anywhere(text)];
  const ports = groups.flatMap((group) =>
    group.toSorted((a, b) => Number(isSize(a)) - Number(isSize(b))),
  );
  return [...new Set(ports)].filter((port) => port >= 1 && port <= 65_535).slice(0, mostPorts);
}

const mostPorts = 8;
const ipv4 = /\d{1,3}(?:\.\d{1,3}){3}/g;

/** Buffers are as long as that; a port of such a number is possible but comes last. */
function isSize(number: number): boolean {
  return number >= 512 && (number & (number - 1)) === 0;
}

/** `PORT = 12345`, `#define PORTA 12345`, `{ port: 12345 }`, `HOST, PORT = "", 12345`. */
function assigned(text: string, language: ProgramLanguage): readonly number[] {
  const direct: number[] = [];
  const indirect: number[] = [];
  for (const [line] of text.matchAll(/[^\n;]+/g)) {
    const [, name = "", value = ""] = assignment.exec(line) ?? [];
    if (!namesPort(name)) continue;
    const alone = /^\s*["']?(\d{1,5})["']?\s*[,)}\]]*\s*$/.exec(value)?.[1];
    // Without htons the bytes of the number go out swapped on the machines that we run on.
    const swaps =
      (language === "c" || language === "cpp") && /sin6?_port/.test(name) && alone !== undefined;
    if (swaps) direct.push(swapBytes(Number(alone)));
    if (alone !== undefined) direct.push(Number(alone));
    else indirect.push(...numbersIn(value).filter((number) => number >= 1024));
  }
  for (const [, name = "", value] of text.matchAll(
    /(?<![\p{L}\p{N}_$])([\p{L}_$][\p{L}\p{N}_$]*)["']?\s*[=:]\s*["']?(\d{1,5})\b(?!\.)/gu,
  )) {
    if (namesPort(name)) direct.push(Number(value));
  }
  return [...direct, ...indirect];
}

const assignment = /^([^=]*?)(?:=(?!=)|\s(?<=#\s*define\s+\w+\s))(.*)$/;

/** `porta`, `serverPort`, `PORT_NUMBER`; not `import`, `support`, `transport`. */
function namesPort(names: string): boolean {
  const words = names.match(/[\p{L}\p{N}_$]+/gu) ?? [];
  return words.some(
    (word) =>
      /port/i.test(word) && !/(?:im|ex|sup|re|trans)port/i.test(word) && word !== "SO_REUSEPORT",
  );
}

function swapBytes(port: number): number {
  return ((port & 0xff) << 8) | ((port >> 8) & 0xff);
}

/** `connect((host, 12345))`, `new ServerSocket(12345)`, `htons(12345)`, `server.listen(12345)`. */
function inCalls(text: string, language: ProgramLanguage): readonly number[] {
  return (signsOf(language)?.portCalls ?? []).flatMap((call) =>
    [...text.matchAll(call)].map((match) => Number(match[1])),
  );
}

function anywhere(text: string): readonly number[] {
  return numbersIn(text).filter((number) => number >= 1024);
}

function numbersIn(text: string): readonly number[] {
  return [...text.matchAll(/(?<![\p{L}\p{N}_.])\d{1,5}(?![\p{L}\p{N}_]|\.\d)/gu)].map(([digits]) =>
    Number(digits),
  );
}
