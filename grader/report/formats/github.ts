import { isAbsolute, join, relative } from "node:path/posix";
import { wordsFor } from "../../messages/index.ts";
import type { SourcePlace } from "../../model/source-place.ts";
import type { CheckResult, GradeResult } from "../../model/result.ts";
import { roleOf } from "../../model/role.ts";
import { isObservation } from "../check-line.ts";
import { explanationOf, pictureOf } from "./explanation.ts";
import type { Format, FormatOptions } from "./format.ts";
import { inertLines, workflowCommand } from "./workflow-command.ts";

/**
 * Annotations of GitHub Actions, for standard output: the score, then what failed, at the line where it failed as
 * far as that is known, what costs most first. A step may have ten of each level; eight leave room for others.
 */
export const github: Format = {
  name: "github",
  file: "annotations.txt",
  shows: "reader",
  result(result, options) {
    const failed = result.checks
      .filter((check) => check.status === "failed" && !isObservation(check))
      .toSorted((a, b) => b.maxPoints - b.points - (a.maxPoints - a.points));
    const errored = result.checks.filter(({ status }) => status === "errored");
    const observed = result.checks.filter(isObservation);
    const commands = [
      scoreNotice(result, failed.length, options),
      ...failed.slice(0, most).map((check) => annotation("error", check, result, options)),
      ...errored.slice(0, most).map((check) => annotation("warning", check, result, options)),
      ...observed.slice(0, most - 1).map((check) => annotation("notice", check, result, options)),
    ];
    return commands.join("") + failed.map((check) => drawing(check, result, options)).join("");
  },
};

const most = 8;

function scoreNotice(result: GradeResult, failed: number, { language }: FormatOptions): string {
  const { report, formats } = wordsFor(language);
  const { exercise, score, maxScore, hidden } = result;
  const lines = [
    report.score(score, maxScore),
    ...(failed > most ? [formats.more(failed - most)] : []),
    ...(hidden === undefined ? [] : [formats.hidden(hidden.untilDue, hidden.always)]),
  ];
  return workflowCommand("notice", { title: `${exercise.id} ${exercise.title}` }, lines.join("\n"));
}

function annotation(
  level: "error" | "warning" | "notice",
  check: CheckResult,
  result: GradeResult,
  options: FormatOptions,
): string {
  const place = placeOf(check, result);
  const file = place === undefined ? undefined : fileInRepository(place.file, result, options);
  const points = check.maxPoints === 0 ? "" : ` (${check.points}/${check.maxPoints})`;
  const line = file === undefined ? undefined : place?.line;
  return workflowCommand(
    level,
    { file, line, title: `${check.id}${points} ${check.title}` },
    explanationOf(check, options.language).join("\n"),
  );
}

/** Where a cause points to, else the file of the program that it is about. */
function placeOf({ cause }: CheckResult, { submission }: GradeResult): SourcePlace | undefined {
  if (cause === undefined) return undefined;
  if ("place" in cause && cause.place !== undefined) return cause.place;
  const role = "role" in cause ? cause.role : "actor" in cause ? roleIn(cause.actor) : undefined;
  const file = role === undefined ? undefined : submission.files[role];
  return file === undefined ? undefined : { file };
}

function roleIn(actor: Parameters<typeof roleOf>[0] | undefined) {
  return actor === undefined ? undefined : roleOf(actor);
}

/** Annotations name files from the repository's root; what lies outside has none. */
function fileInRepository(
  file: string,
  { submission }: GradeResult,
  { workspace }: FormatOptions,
): string | undefined {
  const whole = isAbsolute(file) ? file : join(submission.path, file);
  const shown = relative(workspace ?? submission.path, whole);
  return shown === "" || shown.startsWith("..") ? undefined : shown;
}

/** What happened, in the log; programs wrote part of it. */
function drawing(
  check: CheckResult,
  result: GradeResult,
  { language, token }: FormatOptions,
): string {
  if (token === undefined) return "";
  const lines = inertLines(pictureOf(check, result, language), token);
  if (lines === "") return "";
  const heading = workflowCommand("group", {}, `${check.id} ${check.title}`);
  return `${heading}${lines}::endgroup::\n`;
}
