import type { ProgramLanguage } from "../../model/submission.ts";

/**
 * How programs of one language look: what tells their files from others, and a server from a client.
 * Comments do not count for any of the patterns. Repetitions in them are bounded, so that no file can
 * make them slow.
 */
export type LanguageSigns = Readonly<{
  language: ProgramLanguage;
  /** As people call it: `C++`. */
  name: string;
  /** In lower case, with the dot. */
  extensions: readonly string[];
  /** Of programs that were built already: taken where there is no source. In lower case, with the dot. */
  built?: readonly string[];
  comments: "hash" | "slashes" | "both";
  /** The words that a file of it stands behind on a command line, the first without its folder: `go run`. */
  startedBy?: RegExp;
  /** Only a file with a main of its own can be started; the others are parts of a program. */
  needsMain: boolean;
  /** It can be started: a `main` where the language wants one, sockets or a main guard where not. */
  runnable: RegExp;
  /** It waits for connections. */
  listens: RegExp;
  /** It makes connections. */
  connects: RegExp;
  /** It has a UDP port of its own. */
  binds: RegExp;
  /** It sends datagrams. */
  sends: RegExp;
  /** Names of modules that it imports, in the first group that took part; several with commas between. */
  imports?: RegExp;
  /** Files beside a program that belong to it without being imported by name: their ports are its own. */
  linked?: RegExp;
  /** Calls that take a port; the number is the first group. */
  portCalls?: readonly RegExp[];
}>;
