import type { Deed } from "../model/program-reason.ts";
import type { Part } from "../model/role.ts";
import type { ProgramLanguage, Transport } from "../model/submission.ts";
import { bothRoles, type BothRoles } from "./both-roles.ts";
import { groupPart, joinsGroup } from "./group-hint.ts";
import { signsOf } from "./languages/index.ts";
import type { LanguageSigns } from "./languages/language.ts";
import { stripComments } from "./strip-comments.ts";
import { transportOf } from "./transport-hint.ts";

/** What a file's code says about the part it plays. */
export type CodeHint = Readonly<{
  /** Who waits for connections against who makes them; nothing when it does both or neither. */
  part: Part | undefined;
  /** What tells that part. */
  does: Deed | undefined;
  /** It does what both parts do, and this is how it is told which one to play; nothing where it is not told. */
  both: BothRoles | "untold" | undefined;
  transport: Transport | undefined;
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
  const deeds = signs === undefined ? noDeeds : deedsIn(text, signs);
  const does = telling(deeds);
  return {
    part: does && partOf[does],
    does,
    both: bothOf(text, deeds),
    transport: signs && transportOf(text, signs),
    groupPart: groupPart(text),
    joinsGroup: joinsGroup(text),
    runnable: signs === undefined || signs.runnable.test(text),
    imports: importsOf(text, signs?.imports),
  };
}

type Deeds = Readonly<Record<"listens" | "connects" | "binds" | "sends", boolean>>;

const noDeeds: Deeds = { listens: false, connects: false, binds: false, sends: false };

function deedsIn(whole: string, signs: LanguageSigns): Deeds {
  const text = whole.replace(asksOwnAddress, "");
  return {
    listens: signs.listens.test(text),
    connects: signs.connects.test(text),
    binds: signs.binds.test(text),
    sends: signs.sends.test(text),
  };
}

/** A UDP socket is connected to some far address, to see which own one it would use: that makes nobody a client. */
const asksOwnAddress =
  /\bconnect\s{0,9}\([^\n]{0,40}["'`](?:8\.8\.[48]\.[48]|1\.[01]\.[01]\.1|10\.25[45]\.25[45]\.25[45])["'`]/g;

function telling({ listens, connects, binds, sends }: Deeds): Deed | undefined {
  if (listens && connects) return undefined;
  if (listens) return "listens";
  if (connects) return "connects";
  // Datagrams have no accept: the side with a port of its own is the server.
  if (binds) return "binds";
  return sends ? "sends" : undefined;
}

const partOf: Readonly<Record<Deed, Part>> = {
  listens: "server",
  binds: "server",
  receives: "server",
  connects: "client",
  sends: "client",
};

/** A UDP server binds and sends as well, so there only the words tell. */
function bothOf(text: string, { listens, connects, binds, sends }: Deeds): CodeHint["both"] {
  if (listens && connects) return bothRoles(text) ?? "untold";
  return (listens || binds) && (connects || sends) ? bothRoles(text) : undefined;
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
  const last = path.slice(path.lastIndexOf("/") + 1).replace(/\.(?:[cm]?[jt]s|php|rb)$/, "");
  return last.slice(last.lastIndexOf(".") + 1);
}
