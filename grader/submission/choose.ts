import { counterpartOf, type Part, partOf, type Role } from "../model/role.ts";
import type { Transport } from "../model/submission.ts";
import type { Candidate } from "./candidate.ts";
import { bestOf } from "./rank.ts";

/** Per role the programs that are equally good: none, the one, or several to choose from. */
export type Choices = Readonly<Partial<Record<Role, readonly Candidate[]>>>;

type Rules = Readonly<{
  /** The exercise's. */
  transport: Transport | undefined;
  /** Whether one program that plays both roles may be taken for two. */
  orBoth: boolean;
}>;

/**
 * Chooses for every wanted role: by name (or folder), else by code, else a program that plays both roles and
 * is told by an argument which (where the rules say so). Among equals, whoever lies beside the other role's program.
 */
export function choose(
  wanted: readonly Role[],
  programs: readonly Candidate[],
  { transport, orBoth }: Rules,
): Choices {
  const choices: Partial<Record<Role, readonly Candidate[]>> = {};
  const chosen = (role: Role) => choices[role] ?? [];
  const best = (role: Role, among: readonly Candidate[], beside?: string) =>
    bestOf({ part: partOf(role), transport, beside }, among);

  for (const role of wanted)
    choices[role] = best(
      role,
      programs.filter(({ hint }) => hint.part === partOf(role)),
    );
  for (const role of wanted) {
    if (chosen(role).length > 0) continue;
    choices[role] = best(role, byCode(partOf(role), programs, chosen(counterpartOf(role))));
  }
  if (orBoth && wanted.some((role) => chosen(role).length === 0)) {
    const both = best("server", programs.filter(isToldByArgument));
    for (const role of wanted)
      if (chosen(role).length === 0 || isOnly(both[0], chosen(role)))
        choices[role] = both.map((one) => withArgument(one, partOf(role)));
  }
  for (const role of wanted) {
    const [other, ...more] = chosen(counterpartOf(role));
    choices[role] = best(role, chosen(role), more.length === 0 ? other?.file : undefined);
  }
  return choices;
}

/** Programs that do what the role does, whatever they are called, without robbing the other role. */
function byCode(
  part: Part,
  programs: readonly Candidate[],
  others: readonly Candidate[],
): readonly Candidate[] {
  return programs.filter((one) => one.code?.part === part && !isOnly(one, others));
}

function isOnly(candidate: Candidate | undefined, choice: readonly Candidate[]): boolean {
  return candidate !== undefined && choice.length === 1 && choice[0]?.file === candidate.file;
}

function isToldByArgument({ code }: Candidate): boolean {
  return typeof code?.both === "object" && code.both.how === "argument";
}

function withArgument(candidate: Candidate, part: Part): Candidate {
  const both = candidate.code?.both;
  return typeof both === "object" && both.how === "argument"
    ? { ...candidate, args: both.words[part] }
    : candidate;
}
