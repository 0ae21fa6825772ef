import { counterpartOf, type Part, partOf, type Role } from "../model/role.ts";
import {
  areNeighbours,
  isProgram,
  readCandidate,
  stemOf,
  toCandidate,
  type Candidate,
} from "./candidate.ts";
import type { FoundFile } from "./walk.ts";

/** Per role the programs that are equally good: none, the one, or several to choose from. */
export type Identified = Readonly<{
  choices: Readonly<Partial<Record<Role, readonly Candidate[]>>>;
  /** Source files that are programs, the likeliest first. */
  programs: readonly string[];
}>;

/**
 * Finds each wanted role's program: by the file's name, else by its folder's name, else by what
 * its code does; receivers and senders by their code first. `taken` are files that a manifest has given out already.
 */
export async function identify(
  root: string,
  files: readonly FoundFile[],
  { wanted, taken = [] }: Readonly<{ wanted: readonly Role[]; taken?: readonly string[] }>,
): Promise<Identified> {
  const sources = files.map(toCandidate).filter((candidate) => candidate !== undefined);
  const free = sources.filter(({ real, file }) => !taken.includes(file) && !taken.includes(real));
  const programs = (
    await Promise.all(mostPromising(free).map((one) => readCandidate(root, one)))
  ).filter(isProgram);
  const isOfGroup = wanted.some((role) => role === "receiver" || role === "sender");
  const read = isOfGroup ? programs.map((one) => byGroup(one, programs)) : programs;

  const choices: Partial<Record<Role, readonly Candidate[]>> = {};
  const chosen = (role: Role) => choices[role] ?? [];
  for (const role of wanted) choices[role] = bestOf(partOf(role), named(role, read), undefined);
  for (const role of wanted) {
    if (chosen(role).length > 0) continue;
    const others = chosen(counterpartOf(role));
    choices[role] = bestOf(partOf(role), byCode(partOf(role), read, others), undefined);
  }
  for (const role of wanted) {
    const others = chosen(counterpartOf(role));
    const beside = others.length === 1 ? others[0]?.file : undefined;
    choices[role] = bestOf(partOf(role), chosen(role), beside);
  }
  return { choices, programs: read.map(({ file }) => file) };
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
  const isNamed = hint.part === part;
  return {
    ...candidate,
    hint: {
      ...hint,
      part,
      strength: isNamed ? hint.strength : 1,
      from: isNamed ? hint.from : "name",
    },
    code: { ...code, part },
  };
}

function named(role: Role, read: readonly Candidate[]): readonly Candidate[] {
  return read.filter(({ hint }) => hint.part === partOf(role));
}

/** Looking into files costs: those whose names tell come first, then the shallow ones. */
function mostPromising(candidates: readonly Candidate[]): readonly Candidate[] {
  const byStrength = (a: Candidate, b: Candidate) =>
    Number(a.hint.demoted) - Number(b.hint.demoted) ||
    b.hint.strength - a.hint.strength ||
    a.depth - b.depth;
  return candidates.toSorted(byStrength).slice(0, mostRead);
}

const mostRead = 200;

/** Programs that do what the role does, whatever they are called, without robbing the other role. */
function byCode(
  part: Part,
  read: readonly Candidate[],
  others: readonly Candidate[],
): readonly Candidate[] {
  return read.filter((one) => one.code?.part === part && !isOnly(one, others));
}

function isOnly(candidate: Candidate, choice: readonly Candidate[]): boolean {
  return choice.length === 1 && choice[0]?.file === candidate.file;
}

/** All that no other beats. */
function bestOf(
  part: Part,
  candidates: readonly Candidate[],
  beside: string | undefined,
): readonly Candidate[] {
  const ranked = candidates
    .map((candidate) => ({ candidate, rank: rankOf(part, candidate, candidates, beside) }))
    .toSorted((a, b) => compareRanks(b.rank, a.rank));
  const [first] = ranked;
  if (first === undefined) return [];
  const best = ranked
    .filter(({ rank }) => compareRanks(rank, first.rank) === 0)
    .map(({ candidate }) => candidate);
  return best.filter(({ real }, index) => best.findIndex((one) => one.real === real) === index);
}

type Rank = readonly number[];

/** Higher is better; the first difference decides. */
function rankOf(
  part: Part,
  candidate: Candidate,
  rivals: readonly Candidate[],
  beside: string | undefined,
): Rank {
  const { hint, code, depth, file } = candidate;
  const tells = hint.part === part;
  return [
    hint.demoted ? 0 : 1,
    code === undefined || code.runnable ? 1 : 0,
    tells ? (hint.from === "name" ? 2 : 1) : 0,
    isImported(candidate, rivals) ? 0 : 1,
    tells ? hint.strength : 0,
    code?.part === undefined ? 1 : code.part === part ? 2 : 0,
    -depth,
    beside !== undefined && areNeighbours(file, beside) ? 1 : 0,
  ];
}

/** Whoever imports it is the program; it is a part. Tests and copies that import it say nothing. */
function isImported(candidate: Candidate, rivals: readonly Candidate[]): boolean {
  const stem = stemOf(candidate.file);
  return rivals.some(
    (rival) =>
      rival.file !== candidate.file && !rival.hint.demoted && rival.code?.imports.includes(stem),
  );
}

function compareRanks(a: Rank, b: Rank): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
