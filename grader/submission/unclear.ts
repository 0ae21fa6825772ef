import { RequestError } from "../model/request-error.ts";
import { partOf, type Role } from "../model/role.ts";
import type { Candidate } from "./candidate.ts";
import type { Choices } from "./choose.ts";
import { someOf } from "./nothing-found.ts";
import { evidenceLine, settlingManifest, type Settling } from "./settling-manifest.ts";

/**
 * The error for roles with several programs that are equally good: their names in its first line, below it what
 * speaks for each and a manifest that settles it; all lines but the first may be pasted into one.
 */
export function ambiguous(root: string, torn: readonly Role[], choices: Choices): RequestError {
  const lists = torn.map((role) => {
    const files = (choices[role] ?? []).map(({ file }) => file);
    return `${files.length} for the ${role} (${someOf(files)})`;
  });
  const evidence = torn.flatMap((role) =>
    (choices[role] ?? []).slice(0, mostEvidence).map((one) => evidenceLine(role, one)),
  );
  return new RequestError(
    [
      `Expected one program for each role in ${root}, got ${lists.join(" and ")}; say which one in sockgrade.yaml:`,
      ...evidence,
      settlingManifest(aPair(choices)),
    ].join("\n"),
  );
}

const mostEvidence = 6;

/** The first of each role; a second role's from the first one's folder, if it has one there. */
function aPair(choices: Choices): readonly Settling[] {
  const settled: Settling[] = [];
  for (const [role, candidates] of Object.entries(choices) as [Role, readonly Candidate[]][]) {
    const [first] = settled;
    const beside = candidates.find(
      ({ file }) => first !== undefined && folderOf(file) === folderOf(first.candidate.file),
    );
    const candidate = beside ?? candidates[0];
    if (candidate !== undefined) settled.push({ role, candidate });
  }
  return settled;
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf("/") + 1);
}

/**
 * The error for a program that asks on its keyboard which role it is to play: only the person who wrote it knows
 * for certain what to type, so the likely manifest is told and not used.
 */
export function asksForRole(
  root: string,
  roles: readonly Role[],
  candidate: Candidate,
): RequestError | undefined {
  const both = candidate.code?.both;
  if (typeof both !== "object" || both.how !== "menu") return undefined;
  const settled = roles.map((role) => ({ role, candidate, stdin: both.answers[partOf(role)] }));
  return new RequestError(
    `Expected a program for each role in ${root}, got ${candidate.file}, which asks on its keyboard which one to be; say in sockgrade.yaml what to type:\n${settlingManifest(settled)}`,
  );
}
