import type { Part } from "../model/role.ts";
import type { ProgramLanguage } from "../model/submission.ts";
import { groupPart, joinsGroup } from "./group-hint.ts";
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
  const code = patterns[language];
  return {
    part: partOf(text, code),
    groupPart: groupPart(text),
    joinsGroup: joinsGroup(text),
    runnable: code.runnable.test(text),
    imports: importsOf(text, language),
  };
}

function partOf(text: string, code: Patterns): Part | undefined {
  const listens = code.listens.test(text);
  const connects = code.connects.test(text);
  if (listens && connects) return undefined;
  if (listens) return "server";
  if (connects) return "client";
  // Datagrams have no accept: the side with a port of its own is the server.
  if (code.binds.test(text)) return "server";
  return code.sends.test(text) ? "client" : undefined;
}

// Repetitions are bounded, so that no file can make them slow.
type Patterns = Readonly<{
  runnable: RegExp;
  listens: RegExp;
  connects: RegExp;
  binds: RegExp;
  sends: RegExp;
}>;

const patterns: Readonly<Record<ProgramLanguage, Patterns>> = {
  python: {
    runnable:
      /\bimport\b[^\n]{0,200}\b(?:socket|socketserver|SocketServer|asyncio|telnetlib|xmlrpc)\b|\bfrom\s+(?:socket|socketserver|SocketServer|asyncio|xmlrpc)\b|__main__/,
    listens: /\.(?:listen|accept)\s*\(|\b(?:create_server|start_server|TCPServer|UDPServer)\b/,
    connects: /\.connect(?:_ex)?\s*\(|\b(?:create_connection|open_connection)\s*\(/,
    binds: /\.bind\s*\(/,
    sends: /\.sendto\s*\(/,
  },
  java: {
    runnable: /\bstatic\b[^;{}()]{0,100}\bvoid\s+main\s*\(/,
    listens: /\bServerSocket(?:Channel)?\b|\.accept\s*\(/,
    connects: /\bnew\s+Socket\s*\(|\.connect\s*\(|\bSocketChannel\.open\s*\(/,
    binds: /\bnew\s+(?:Datagram|Multicast)Socket\s*\(\s*[^\s)]/,
    sends: /\bnew\s+DatagramSocket\s*\(\s*\)/,
  },
  c: {
    runnable: /\bmain\s*\([^;]{0,300}\)\s*\{|\bmain\s*\([^)]{0,300}\)[^;{]{0,300};[^{]{0,300}\{/,
    listens: /\b(?:listen|accept4?)\s*\(/,
    connects: /\bconnect\s*\(/,
    binds: /\bbind\s*\(/,
    sends: /\bsendto\s*\(/,
  },
  javascript: {
    runnable: /\S/,
    listens: /\bcreateServer\s*\(|\.listen\s*\(|\bnew\s+(?:net\.)?Server\s*\(/,
    connects: /\b(?:createConnection|connect)\s*\(|\bnew\s+(?:net\.)?Socket\s*\(/,
    binds: /\.bind\s*\(\s*(?!this\b)/,
    sends: /\bcreateSocket\s*\(/,
  },
  command: { runnable: /\S/, listens: /(?!)/, connects: /(?!)/, binds: /(?!)/, sends: /(?!)/ },
};

function importsOf(text: string, language: ProgramLanguage): readonly string[] {
  const found = importPatterns[language];
  if (found === undefined) return [];
  return [...text.matchAll(found)].flatMap((match) =>
    (match[1] ?? match[2] ?? "").split(",").map(moduleName),
  );
}

const importPatterns: Partial<Record<ProgramLanguage, RegExp>> = {
  python: /^[ \t]*from[ \t]+([\w.]+)[ \t]+import\b|^[ \t]*import[ \t]+([\w., \t]+)/gm,
  javascript: /\brequire\s*\(\s*["']([^"']+)["']|\bfrom\s+["']([^"']+)["']/g,
};

/** `a.b as c` is `b`; `./lib/b.js` is `b`. */
function moduleName(words: string): string {
  const path = words.trim().split(/\s/)[0] ?? "";
  const last = path.includes("/")
    ? path.slice(path.lastIndexOf("/") + 1).replace(/\.[cm]?js$/, "")
    : path;
  return last.slice(last.lastIndexOf(".") + 1);
}
