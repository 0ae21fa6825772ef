import type { Cause, CauseKind, CauseOf, Note } from "../model/cause.ts";
import type { Language } from "../model/language.ts";
import type { ProgramReason } from "../model/program-reason.ts";
import type { SkipReason } from "../model/result.ts";
import type { ActorName } from "../model/role.ts";
import type { Waiting } from "../model/waiting.ts";
import type { Catalogue } from "./catalogue.ts";
import { wordsFor } from "./index.ts";
import type { Names } from "./names.ts";
import { wordsForWaiting } from "./waiting-words.ts";

/** Why a check failed, in sentences; lines that begin with two spaces are blocks to leave as they are. */
export function describeCause(cause: Cause, names: Names, language: Language): string {
  return describe(cause, names, language);
}

/** Why a check did not run. */
export function describeSkip(reason: SkipReason, language: Language): string {
  const words = wordsFor(language).skips;
  switch (reason.kind) {
    case "needs":
      return words.needs(reason);
    case "not-selected":
      return words["not-selected"](reason);
    case "unavailable":
      return words.unavailable(reason);
  }
}

/** Something worth telling that costs nothing, in a sentence or two. */
export function describeNote(note: Note, names: Names, language: Language): string {
  return describeOne(note, names, language);
}

/** What an actor is doing, as a sentence: "The server (server.py) is sitting in accept(), …". */
export function describeWaiting(
  waiting: Waiting,
  actor: ActorName,
  names: Names,
  language: Language,
): string {
  const words = wordsFor(language);
  return words.waits(actor, names, wordsForWaiting(words.waiting, waiting));
}

/** Why a file was taken for its role, short enough to stand in brackets after its name. */
export function describeReason(why: ProgramReason, language: Language): string {
  const words = wordsFor(language).reasons;
  if (why.by === "manifest") return words.by.manifest(why);
  return [
    byWords(why, words.by),
    ...(why.exercise === undefined ? [] : [words.exercise(why.exercise)]),
    ...(why.languageBy === undefined ? [] : [words.languageBy[why.languageBy]]),
  ].join("; ");
}

function byWords<By extends ProgramReason["by"]>(
  why: Extract<ProgramReason, { by: By }>,
  words: Catalogue["reasons"]["by"],
): string {
  return words[why.by](why);
}

// Generic over the kind, so that each function of the catalogue is known to get its own kind of value.
function describe<Kind extends CauseKind>(
  cause: CauseOf<Kind>,
  names: Names,
  language: Language,
): string {
  const { causes, datagrams } = wordsFor(language);
  const ofDatagrams = cause.transport === "udp" ? datagrams[cause.kind] : undefined;
  return (ofDatagrams ?? causes[cause.kind])(cause, names);
}

function describeOne<Kind extends Note["kind"]>(
  note: Extract<Note, { kind: Kind }>,
  names: Names,
  language: Language,
): string {
  return wordsFor(language).notes[note.kind](note, names);
}
