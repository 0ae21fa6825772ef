import { didYouMean } from "../lib/did-you-mean.ts";
import type { Part } from "../model/role.ts";

/** What a file's or a folder's name says about the part it plays. */
export type NameHint = Readonly<{
  /** Nothing when the name tells of no part or of both. */
  part: Part | undefined;
  /** 3: just the word, `server`; 2: with others, `echo-server`; 1: a related word, `receiver`. */
  strength: 0 | 1 | 2 | 3;
  /** A copy, a backup, a test, a helper: taken only when there is nothing better. */
  demoted: boolean;
}>;

/** Reads a name without its extension, in Portuguese or English, in any case, accents or not. */
export function nameHint(name: string): NameHint {
  const known = read.get(name) ?? readName(name);
  if (read.size > mostKept) read.clear();
  read.set(name, known);
  return known;
}

/** The folders of a submission come again with each of their files. */
const read = new Map<string, NameHint>();
const mostKept = 10_000;

function readName(name: string): NameHint {
  const words = wordsOf(name);
  const demoted = words.some((word) => demotedWords.has(word)) || name.endsWith("~");
  const server = words.some((word) => isServerWord(word) || misspelt(word) === "server");
  const client = words.some((word) => clientWord.test(word) || misspelt(word) === "client");
  if (server !== client) {
    const part = server ? "server" : "client";
    return {
      part,
      strength: words.length === 1 && plainWords.has(words[0] ?? "") ? 3 : 2,
      demoted,
    };
  }
  if (server) return { part: undefined, strength: 0, demoted };
  const receiver = words.some((word) => receiverWord.test(word));
  const sender = words.some((word) => senderWord.test(word));
  if (receiver !== sender) return { part: receiver ? "server" : "client", strength: 1, demoted };
  return { part: undefined, strength: 0, demoted };
}

function isServerWord(word: string): boolean {
  return serverWord.test(word) && !notServerWord.test(word);
}

/** `sevidor`, `clinte`: one slip behind the first letter, in a word that is long enough for it to be one. */
function misspelt(word: string): Part | undefined {
  if (!/^[sc]..../.test(word) || notMisspelt.has(word)) return undefined;
  const meant = didYouMean(word, ["server", "servidor", "client", "cliente"], 1);
  if (meant === undefined) return undefined;
  return meant.startsWith("serv") ? "server" : "client";
}

// Words of their own, one slip away.
const notMisspelt = new Set(["sever", "servir"]);

/** `TCPServer2`, `tcp_server-2` and `Tcp Server (2)` are all `tcp`, `server`, `2`. */
function wordsOf(name: string): readonly string[] {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .replace(/(\d+)/g, " $1 ")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

// Also in the middle of a word, because `tcpserver` and `pingpongcliente` have no capitals.
const serverWord = /server|servidor|^(?:tcp|udp|eco|echo|chat|sock)?(?:serv(?!i[cç])|srv|svr)/;
const notServerWord = /^(?:observer|serverless)/;
const clientWord =
  /client|^(?:tcp|udp|eco|echo|chat|sock)?(?:clie|cli$|clt$|clnt$|cli(?:tcp|udp)$)/;
const plainWords = new Set([
  "server",
  "servidor",
  "serv",
  "srv",
  "svr",
  "client",
  "cliente",
  "cli",
  "clt",
  "clnt",
]);
// Handouts and students put a word before them, and join the two: `MReceiver`, `mcastsender`.
const receiverWord =
  /(?:receiver|receptor|recebedor|listener|ouvinte)(?:es|s)?$|^(?:m|udp|tcp|m?cast|multicast)?(?:receive|recebe|receber|recv|rcv)$/;
const senderWord =
  /(?:sender|emissor|transmissor|remetente|enviador)(?:es|s)?$|^(?:m|udp|tcp|m?cast|multicast)?(?:send|envia|enviar|snd)$/;
const demotedWords = new Set(
  [
    "test tests teste testes testing spec mock stub",
    "old older velho velha antigo antiga antigos bak backup backups bkp deprecated orig",
    "copy copia copias tmp temp draft rascunho wip example examples exemplo exemplos",
    "helper helpers handler util utils common config constants",
  ].flatMap((words) => words.split(" ")),
);
