import type { Part } from "../model/role.ts";
import { stemOf, type Candidate } from "./candidate.ts";

/**
 * Programs as their code makes them look where their names mislead: a `server.py` that for certain only
 * connects is a client when another for certain only listens, and neither role has a better namesake.
 */
export function withoutMisleadingNames(programs: readonly Candidate[]): readonly Candidate[] {
  return programs.map((candidate) => unmasked(candidate, programs));
}

function unmasked(candidate: Candidate, programs: readonly Candidate[]): Candidate {
  const { hint } = candidate;
  const said = hint.part;
  const done = certainPart(candidate, programs);
  if (said === undefined || done === undefined || said === done || hint.demoted) return candidate;
  const others = programs.filter((one) => one !== candidate && !one.hint.demoted);
  const isHonest = (one: Candidate) =>
    one.hint.part !== undefined && certainPart(one, programs) !== opposite(one.hint.part);
  const honest = others.filter(isHonest);
  const isReplaced = others.some(
    (one) => certainPart(one, programs) === said && one.hint.part !== said,
  );
  if (honest.some((one) => one.hint.part === said) || !isReplaced) return candidate;
  if (!honest.some((one) => one.hint.part === done))
    return { ...candidate, hint: { ...hint, part: done, strength: 1, from: "code" } };
  // The role that it does play has its program: then it is neither. Of datagrams a client may have a port of its own.
  const isStream = candidate.code?.does === "connects" || candidate.code?.does === "listens";
  return isStream ? { ...candidate, hint: { ...hint, part: undefined, strength: 0 } } : candidate;
}

/** What its code does, when nothing of it can be in a module beside it, or in one which that imports. */
function certainPart(candidate: Candidate, programs: readonly Candidate[]): Part | undefined {
  const { code } = candidate;
  if (code === undefined || !code.runnable) return undefined;
  const isElsewhere = modulesOf(candidate, programs).some(
    (one) => one.code?.does !== undefined || one.code?.both !== undefined,
  );
  return isElsewhere ? undefined : code.part;
}

/** The files beside it that it imports, directly or not. */
function modulesOf(candidate: Candidate, programs: readonly Candidate[]): readonly Candidate[] {
  const found = new Set([candidate]);
  for (const importer of found) {
    const { imports = [] } = importer.code ?? {};
    if (imports.length === 0) continue;
    for (const one of programs) if (imports.includes(stemOf(one.file))) found.add(one);
  }
  found.delete(candidate);
  return [...found];
}

function opposite(part: Part): Part {
  return part === "server" ? "client" : "server";
}
