import type { ProgramReason } from "../model/program-reason.ts";
import { RequestError } from "../model/request-error.ts";
import { partOf, type Role } from "../model/role.ts";
import type { ProgramSource } from "../model/submission.ts";
import type { Candidate } from "./candidate.ts";

/** The program that was chosen for a role, with the reason. @throws RequestError when it can not be read. */
export function chosenProgram(
  role: Role,
  chosen: Candidate,
  all: readonly Candidate[],
  manifest: ProgramSource["manifest"],
): ProgramSource {
  const { file, language, args, unreadable } = chosen;
  if (unreadable !== undefined)
    throw new RequestError(
      `Expected a program that can be read for the ${role}, got ${unreadable}: ${file}`,
    );
  const program = { role, file, language, why: reasonFor(role, chosen, all), manifest };
  return args === undefined ? program : { ...program, args };
}

function reasonFor(role: Role, chosen: Candidate, all: readonly Candidate[]): ProgramReason {
  const { topic, languageBy } = chosen;
  const isAmongOthers = all.some((one) => one.topic.named !== topic.named);
  return {
    ...telling(role, chosen, all),
    ...(isAmongOthers && topic.named !== undefined && { exercise: topic.named }),
    ...(languageBy !== undefined && { languageBy }),
  };
}

/** What decided: the argument that it is given, its name, its folder, or what it does. */
function telling(
  role: Role,
  { file, hint, code, args }: Candidate,
  all: readonly Candidate[],
): ProgramReason {
  if (args !== undefined) return { by: "argument", argument: args.join(" ") };
  const isTold = hint.part === partOf(role);
  if (isTold && hint.from === "name") return { by: "name" };
  if (isTold && hint.from === "folder") return { by: "folder", folder: hint.folder ?? "" };
  // As it was before it was seen through.
  const said = all.find((one) => one.file === file)?.hint.part;
  return {
    by: "code",
    ...(code?.does !== undefined && { does: code.does }),
    ...(said !== undefined && said !== partOf(role) && { despiteName: true }),
  };
}
