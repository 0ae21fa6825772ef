import { resultSchema, type GradeResult } from "../../model/result.ts";
import type { Expectation } from "./fixture.ts";
import type { InsideReport } from "./inside.ts";

/**
 * Every way in which a grading of a hostile program ended other than it must, a line for each; none
 * when all is well. `limitMs` is the longest that it may have taken.
 */
export function judge(
  expected: Expectation,
  { gradings, left, connections, told }: InsideReport,
  limitMs: number,
): readonly string[] {
  return [
    ...gradings.flatMap((grading) => judgeGrading(expected, grading, limitMs)),
    ...connections.map((name) => `reached: ${name}`),
    ...told.map((name) => `told the secret: ${name}`),
    // What had to be killed could not clean up.
    ...left.filter(() => !gradings.some(({ timedOut }) => timedOut)).map((line) => `left: ${line}`),
  ];
}

type Grading = InsideReport["gradings"][number];

function judgeGrading(expected: Expectation, grading: Grading, limitMs: number): string[] {
  const { code, stdout, stderr, timedOut, durationMs } = grading;
  if (timedOut) return [`hangs: no end within ${Math.round(durationMs)} ms`];
  const problems: string[] = [];
  const must = (holds: boolean, otherwise: string) => void (holds || problems.push(otherwise));
  must(durationMs <= limitMs, `slow: ${Math.round(durationMs)} ms, at most ${limitMs}`);
  must(!actsOnTerminal.test(stdout + stderr), "writes what acts on a terminal");
  if (code === 2) {
    must(acceptsRefusal(expected), `refused: ${stderr}`);
    must(/^sockgrade: [^\n]+\n$/u.test(stderr), `refused in other than one line: ${stderr}`);
    for (const part of expected.says)
      must(stderr.includes(part), `does not say "${part}": ${stderr}`);
    return problems;
  }
  must(code === 0 || code === 1, `exit code ${code}: ${stderr.slice(0, 1000)}`);
  must(stderr === "" || code === 3, `complains: ${stderr.slice(0, 1000)}`);
  const result = readResult(stdout);
  if (result === undefined) return [...problems, "wrote no report"];
  return [...problems, ...judgeResult(expected, result, code)];
}

/** Everything below U+0020 but the line end, DEL, and what C1 holds; a command to a CI system. */
// eslint-disable-next-line no-control-regex
export const actsOnTerminal = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|^::error/mu;

function acceptsRefusal({ verdict }: Expectation): boolean {
  return verdict === "refused" || verdict === "refused-or-score";
}

function readResult(stdout: string): GradeResult | undefined {
  try {
    return resultSchema.parse(JSON.parse(stdout));
  } catch {
    return undefined;
  }
}

function judgeResult(
  { verdict, shows, never }: Expectation,
  result: GradeResult,
  code: number | undefined,
): string[] {
  const { score, maxScore, checks } = result;
  const problems = checks
    .filter(({ status }) => status === "errored")
    .map(({ id, error }) => `${id} errored: ${error}`);
  const why = checks.flatMap(({ id, cause }) =>
    cause === undefined ? [] : [`${id} ${cause.kind}`],
  );
  const came = `${score}/${maxScore} (${why.join(", ")})`;
  if (typeof verdict === "number" && score !== verdict) problems.push(`scored ${came}`);
  if (verdict === "points-lost" && score >= maxScore) problems.push(`scored ${came}`);
  if (verdict === "refused") problems.push(`was graded: ${came}`);
  if ((code === 0) !== (score === maxScore)) problems.push(`exit code ${code} for ${came}`);
  const screens = screensOf(result);
  const told = JSON.stringify(result);
  for (const text of shows)
    if (!screens.includes(text)) problems.push(`never showed "${text}": ${came}`);
  for (const text of never)
    if (told.includes(text)) problems.push(...linesWith(text, screens, told));
  return problems;
}

/** What programs printed, all of them together, as the trace has it. */
function screensOf({ checks }: GradeResult): string {
  return checks
    .flatMap(({ trace = [] }) => trace)
    .map((event) => (event.kind === "screen" ? event.text : ""))
    .join("");
}

function linesWith(text: string, screens: string, told: string): readonly string[] {
  const lines = screens.split("\n").filter((line) => line.includes(text));
  return lines.length > 0
    ? lines
    : [`${text}: ${told.slice(told.indexOf(text) - 100).slice(0, 300)}`];
}
