import type { Part } from "../model/role.ts";
import type { Transport } from "../model/submission.ts";
import { areNeighbours, stemOf, type Candidate } from "./candidate.ts";

/** What candidates for a role are compared by, besides what they are themselves. */
export type Contest = Readonly<{
  part: Part;
  /** The exercise's; programs that use another are wrong ones, or another exercise's. */
  transport: Transport | undefined;
  /** The other role's program, when that is certain: who lies beside it belongs to it. */
  beside?: string | undefined;
}>;

/** All that no other beats; two links to one file are one. */
export function bestOf(contest: Contest, candidates: readonly Candidate[]): readonly Candidate[] {
  const ranked = candidates
    .map((candidate) => ({ candidate, rank: rankOf(contest, candidate, candidates) }))
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
  { part, transport, beside }: Contest,
  candidate: Candidate,
  rivals: readonly Candidate[],
): Rank {
  const { hint, code, depth, file, topic, languageBy } = candidate;
  const tells = hint.part === part;
  return [
    hint.demoted ? 0 : 1,
    canStart(candidate, rivals) ? 1 : 0,
    topic.number,
    // For receivers and senders code goes before names: who makes connections is of another exercise.
    transport === "multicast" ? fit(transport, code?.transport) : 0,
    tells ? (hint.from === "name" ? 2 : 1) : 0,
    isImported(candidate, rivals) ? 0 : 1,
    -topic.foreign,
    fit(transport, code?.transport),
    tells ? hint.strength : 0,
    code?.part === undefined ? 1 : code.part === part ? 2 : 0,
    topic.own,
    -depth,
    beside !== undefined && areNeighbours(file, beside) ? 1 : 0,
    languageBy === undefined ? 1 : 0,
  ];
}

/** Whose sockets are in a module that it imports can be started as well. */
function canStart({ code, file }: Candidate, rivals: readonly Candidate[]): boolean {
  if (code === undefined || code.runnable) return true;
  return rivals.some((rival) => rival.file !== file && code.imports.includes(stemOf(rival.file)));
}

/** Whoever imports it is the program; it is a part. Tests and copies that import it say nothing. */
function isImported({ file }: Candidate, rivals: readonly Candidate[]): boolean {
  const stem = stemOf(file);
  return rivals.some(
    (rival) => rival.file !== file && !rival.hint.demoted && rival.code?.imports.includes(stem),
  );
}

function fit(wanted: Transport | undefined, used: Transport | undefined): number {
  if (wanted === undefined || used === undefined) return 1;
  // A receiver that forgot to join uses datagrams all the same.
  if (wanted === "multicast" && used === "udp") return 1;
  return wanted === used ? 2 : 0;
}

function compareRanks(a: Rank, b: Rank): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
