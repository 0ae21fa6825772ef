import type { Part } from "../model/role.ts";

/** How one program is told which of the two parts it is to play. */
export type BothRoles = Readonly<
  /** By its arguments: a word, with an option before it where it wants one. */
  | { how: "argument"; words: Readonly<Record<Part, readonly string[]>> }
  /** By what is typed into its menu. */
  | { how: "menu"; answers: Readonly<Record<Part, string>> }
>;

/**
 * Looks for the words by which a program that can be either side decides: compared with its arguments
 * (`sys.argv[1] == "server"`, `choices=["server", "client"]`), else offered in a menu (`1 - servidor`).
 * @param text without comments.
 */
export function bothRoles(text: string): BothRoles | undefined {
  const server = wordFor("server", text);
  const client = wordFor("client", text);
  if (readsArguments.test(text) && server !== undefined && client !== undefined) {
    const option = optionFor(text, server);
    const words = { server: [...option, server], client: [...option, client] };
    return { how: "argument", words };
  }
  const answers = menuIn(text);
  return answers && { how: "menu", answers };
}

const readsArguments =
  /\bargv\b|\bARGV\b|\bargparse\b|\bargs\b|\bos\.Args\b|\bGetCommandLineArgs\b|\bclick\b/;

/** A whole string that is the part's name: what is compared, not what is printed. The full word goes first. */
function wordFor(part: Part, text: string): string | undefined {
  const found = [...text.matchAll(names[part])].map((match) => match[2] ?? "");
  return found.find((word) => /^-*(?:server|servidor|client|cliente)$/i.test(word)) ?? found[0];
}

const names = {
  server: /(["'`])(-{0,2}(?:server|servidor|serv|srv|receiver|receptor))\1/gi,
  client: /(["'`])(-{0,2}(?:client|cliente|cli|sender|emissor))\1/gi,
} as const;

/** `--mode` where the word is one of an option's choices, or is compared with its value. */
function optionFor(text: string, word: string): readonly string[] {
  if (word.startsWith("-")) return [];
  const calls = text.matchAll(/\badd_argument\s{0,9}\(/g);
  for (const { index } of [...calls].slice(0, mostOptions)) {
    const call = text.slice(index, index + 600);
    const own = call.slice(0, closing(call));
    const options = [...own.matchAll(/["'](-{1,2}[\w-]+)["']/g)].map((match) => match[1] ?? "");
    const long = options.find((option) => option.startsWith("--")) ?? options[0];
    if (long === undefined) continue;
    if (new RegExp(`["']${word}["']`).test(own)) return [long];
    const name = long.replace(/^-+/, "").replaceAll("-", "_");
    if (new RegExp(`\\.${name}\\b[^\\n]{0,20}==\\s*["']${word}["']`).test(text)) return [long];
  }
  return [];
}

/** Each is looked for in the whole text. */
const mostOptions = 30;

/** Where the call's own bracket closes. */
function closing(call: string): number {
  let open = 0;
  for (const { 0: bracket, index } of call.matchAll(/[()]/g)) {
    open += bracket === "(" ? 1 : -1;
    if (open === 0) return index + 1;
  }
  return call.length;
}

/** `1 - Servidor`, `[s] servidor`, `(1) Iniciar como cliente`: what is typed for each part. */
function menuIn(text: string): Readonly<Record<Part, string>> | undefined {
  if (!readsKeyboard.test(text)) return undefined;
  const said = [...text.matchAll(literal)].map(([one]) => one.replace(/\\[nrt]/g, " ")).join("\n");
  const server = menuItem("serv(?:er|idor)", said);
  const client = menuItem("client", said);
  return server === undefined || client === undefined || server === client
    ? undefined
    : { server, client };
}

const readsKeyboard =
  /\binput\s*\(|\bScanner\b|\breadline\b|\bscanf\s*\(|\bfgets\s*\(|\bcin\b|\bReadLine\b|\bgets\b|\breadLine\b|\bstdin\b/;

const literal = /"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|`(?:\\[^]|[^`\\])*`/g;

function menuItem(word: string, text: string): string | undefined {
  const item = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:[\\[(]([0-9a-z])[\\])]\\s{0,2}[-–—.:=]?|([0-9a-z])\\s{0,2}(?:[-–—.:=)>]|para|for))\\s{0,2}(?:\\p{L}{1,12}\\s){0,3}${word}`,
    "iu",
  );
  const [, bracketed, bare] = item.exec(text) ?? [];
  return bracketed ?? bare;
}
