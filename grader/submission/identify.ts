import { partOf, type Role } from "../model/role.ts";
import type { HandInExercise } from "../model/submission.ts";
import { isProgram, readCandidate, toCandidate, type Candidate } from "./candidate.ts";
import { choose, type Choices } from "./choose.ts";
import { withoutCompiled } from "./compiled-beside.ts";
import { isBuilt } from "./languages/index.ts";
import { withoutMisleadingNames } from "./misleading-names.ts";
import { sniffAll, type Sniffed } from "./sniff.ts";
import { topicReader } from "./topic.ts";
import type { FoundFile } from "./walk.ts";

/** What was found for the roles, and what else there is. */
export type Identified = Readonly<{
  choices: Choices;
  /** Source files that are programs, the likeliest first. */
  programs: readonly Candidate[];
  /** What files without an extension turned out to be. */
  sniffed: ReadonlyMap<string, Sniffed>;
}>;

type Search = Readonly<{
  wanted: readonly Role[];
  /** Files that a manifest has given out already. */
  taken?: readonly string[];
  exercise?: HandInExercise | undefined;
}>;

/**
 * Finds each wanted role's program: by the file's name, else by its folder's name, else by what its code does;
 * receivers and senders by their code first, others against their names only where that is certain. What is
 * named for the exercise is looked through before the rest.
 */
export async function identify(
  root: string,
  files: readonly FoundFile[],
  { wanted, taken = [], exercise }: Search,
): Promise<Identified> {
  const sniffed = await sniffAll(root, files);
  const topicOf = topicReader(exercise);
  const sources = withoutCompiled(files)
    .map((file) => toCandidate(file, topicOf, sniffed.get(file.path)))
    .filter((candidate) => candidate !== undefined);
  const free = sources.filter(({ real, file }) => !taken.includes(file) && !taken.includes(real));
  const read = await Promise.all(mostPromising(free).map((one) => readCandidate(root, one)));
  const programs = read.filter(isProgram);

  const isOfGroup = wanted.some((role) => role === "receiver" || role === "sender");
  let choices: Choices = {};
  const isSource = ({ file }: Candidate) => !isBuilt(file);
  for (const { scope, orBoth } of scopesOf(programs.filter(isSource))) {
    const looked = isOfGroup
      ? scope.map((one) => byGroup(one, scope))
      : withoutMisleadingNames(scope);
    choices = choose(wanted, looked, { transport: exercise?.transport, orBoth });
    if (wanted.every((role) => (choices[role] ?? []).length > 0)) break;
  }
  // What was built already serves where there is no source.
  const built = programs.filter((one) => isBuilt(one.file) && !isLibrary(one));
  const open = wanted.filter((role) => (choices[role] ?? []).length === 0);
  choices = { ...choices, ...choose(open, built, { transport: undefined, orBoth: false }) };
  const missing = wanted.filter((role) => (choices[role] ?? []).length === 0);
  return { choices: { ...choices, ...withoutMain(missing, read) }, programs, sniffed };
}

/**
 * Who has forgotten the main is told that, and not that there is no such file: where nothing else is there,
 * the one file that is named for the role is taken for it.
 */
function withoutMain(missing: readonly Role[], read: readonly Candidate[]): Choices {
  const named = read.filter((one) => !isProgram(one) && one.hint.from === "name");
  const found = choose(missing, named, { transport: undefined, orBoth: false });
  const sure = missing.filter((role) => {
    const [one, ...more] = found[role] ?? [];
    return more.length === 0 && one?.hint.part === partOf(role);
  });
  return Object.fromEntries(sure.map((role) => [role, found[role]]));
}

/** An archive that programs use: nobody's own work, whatever it is called. */
function isLibrary({ file }: Candidate): boolean {
  return file.split("/").some((folder) => /^(?:libs?|gradle|wrapper|\.mvn)$/i.test(folder));
}

/** Looking into files costs: those whose names tell come first, then the shallow ones. */
function mostPromising(candidates: readonly Candidate[]): readonly Candidate[] {
  const byPromise = (a: Candidate, b: Candidate) =>
    Number(a.hint.demoted) - Number(b.hint.demoted) ||
    b.topic.number - a.topic.number ||
    b.hint.strength - a.hint.strength ||
    a.depth - b.depth;
  return candidates.toSorted(byPromise).slice(0, mostRead);
}

const mostRead = 200;

type Scope = Readonly<{ scope: readonly Candidate[]; orBoth: boolean }>;

/** Where to look, the narrowest first: what is named for the exercise, then all but what is named for others. */
function scopesOf(programs: readonly Candidate[]): readonly Scope[] {
  const numbered = programs.filter(({ topic }) => topic.number === 1);
  if (numbered.length > 0)
    return [numbered, programs.filter(({ topic }) => topic.number !== -1)].map((scope) => ({
      scope,
      orBoth: true,
    }));
  const theme = ({ topic }: Candidate) => topic.own - topic.foreign;
  const most = Math.max(0, ...programs.map(theme));
  const all = { scope: programs, orBoth: true };
  // A subject in a name is less than a number: `chat.py`, which is both, does not go before two programs.
  const themed = { scope: programs.filter((one) => theme(one) === most), orBoth: false };
  return most === 0 ? [all] : [themed, all];
}

/**
 * A program as its part in a multicast group makes it look, whatever it is called. One that has joined and
 * both sends and receives is the receiver beside one that is a sender for certain: it acknowledges.
 */
function byGroup(candidate: Candidate, all: readonly Candidate[]): Candidate {
  const { hint, code } = candidate;
  const isBesideSender =
    code?.joinsGroup === true &&
    all.some((one) => one !== candidate && one.code?.groupPart === "client");
  const part = code?.groupPart ?? (isBesideSender ? "server" : undefined);
  if (code === undefined || part === undefined) return candidate;
  const does = part === "server" ? "receives" : "sends";
  const isNamed = hint.part === part;
  return {
    ...candidate,
    hint: isNamed ? hint : { ...hint, part, strength: 1, from: "code" },
    code: { ...code, part, does },
  };
}
