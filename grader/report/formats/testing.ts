import fc from "fast-check";
import type { ClassEntry, ClassRecord } from "../../model/class-record.ts";
import { type CheckResult, checkStatuses, type GradeResult } from "../../model/result.ts";
import { visibilities } from "../../model/visibility.ts";

const hostileParts: readonly string[] = [
  // Workflow commands
  ["::error::x", "\n::set-output name=result::x", "\n::stop-commands::t", "##[command]", "%0A::"],
  // Markup, Markdown
  ["]]>", "<!--", "<script>", "</details>", "&amp;", '"', "'", "<img src=x>"],
  [
    "`",
    "```",
    "\n````\n",
    "|",
    "[a](https://b.example)",
    "https://b.example",
    "**",
    "# ",
    "- ",
    "1. ",
  ],
  ["www.b.example", "ftp://b.example", "a@b.example", "$x$", "~~", "\\", "==="],
  // Cells
  [",", ";", "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "    Points Possible"],
  // Control characters, and what is no text
  ["\t", "\r", "\r\n", "\n", "\0", "\u001b[31m", "\u0007", "\u009b", "\u202e", "\u2028"],
  ["\ufeff", "\ufffe", "\ud800", "\udc00"],
].flat();

/** What means something to whatever reads a report, alone, glued together and among anything else. */
export const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...hostileParts),
      fc.string({ unit: "binary", maxLength: 8 }),
      fc.string({ maxLength: 12 }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(""));

const someCheck = fc
  .record({
    title: hostileText,
    status: fc.constantFrom(...checkStatuses),
    maxPoints: fc.integer({ min: 0, max: 60 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    visibility: fc.option(fc.constantFrom(...visibilities), { nil: undefined }),
    message: hostileText,
    hint: hostileText,
    screen: hostileText,
    isUnavailable: fc.boolean(),
    file: fc.option(hostileText, { nil: undefined }),
  })
  .map((one): CheckResult => {
    const { title, status, maxPoints, visibility, message } = one;
    // Partial points are the formats' business as well, though no check gives them today.
    const points = status === "passed" ? maxPoints : Math.floor(one.share * maxPoints);
    const base = {
      id: "",
      title,
      status,
      points: status === "passed" || status === "failed" ? points : 0,
      maxPoints,
      durationMs: 12.5,
      visibility,
      message,
    };
    switch (status) {
      case "passed":
        return { ...base, message: undefined };
      case "skipped":
        return {
          ...base,
          skipped: one.isUnavailable
            ? { kind: "unavailable", what: "packets" }
            : { kind: "needs", check: "check-0" },
        };
      case "errored":
        return { ...base, error: message };
      case "failed":
        return {
          ...base,
          hint: one.hint,
          cause: {
            kind: "crashed",
            actor: "server",
            lastLine: one.screen,
            place: one.file === undefined ? undefined : { file: one.file, line: 3 },
          },
          trace: [
            { at: 0, kind: "start", actor: "server", command: "python3 server.py" },
            { at: 1, kind: "screen", actor: "server", stream: "stdout", text: one.screen },
          ],
        };
    }
  });

const someChecks = fc
  .array(someCheck, { maxLength: 8 })
  .map((checks) => checks.map((check, index) => ({ ...check, id: `check-${index}` })));

/** A graded submission of a hostile student; its numbers agree as a grading's do. */
export const someResult = fc
  .record({ checks: someChecks, title: hostileText, path: hostileText })
  .map(({ checks, title, path }): GradeResult => ({
    schemaVersion: 1,
    exercise: { id: "ex3", title },
    submission: {
      path: `/class/${path}`,
      languages: ["python"],
      files: { server: "server.py", client: "client.py" },
    },
    ...scoreOf(checks),
    seed: 7,
    durationMs: 1234.5,
    tier: 1,
    capture: true,
    checks,
  }));

/** A class whose students have hostile names, too. */
export const someClass = fc
  .record({
    title: hostileText,
    checks: someChecks,
    students: fc.array(
      fc.record({
        name: fc.option(hostileText, { nil: undefined }),
        id: fc.option(hostileText, { nil: undefined }),
        platformId: fc.option(fc.oneof(hostileText, fc.nat().map(String)), { nil: undefined }),
        email: fc.option(hostileText, { nil: undefined }),
        login: fc.option(hostileText, { nil: undefined }),
        status: fc.constantFrom("graded", "graded", "errored", "missing"),
        error: hostileText,
        ends: fc.array(fc.constantFrom(...checkStatuses), { minLength: 8, maxLength: 8 }),
      }),
      { maxLength: 6 },
    ),
  })
  .map(({ title, checks, students }): ClassRecord => ({
    schemaVersion: 1,
    exercise: { id: "ex3", title },
    maxScore: checks.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
    checks: checks.map(({ id, title: name, maxPoints, visibility }) => ({
      id,
      title: name,
      maxPoints,
      visibility,
    })),
    entries: students.map(({ status, error, ends, ...person }, index): ClassEntry => {
      const student = { key: `s${index}`, ...person };
      if (status === "missing") return { status, student };
      if (status === "errored") return { status, student, source: `s${index}.zip`, error };
      const own = checks.map(({ id, maxPoints }, at) => ({
        id,
        status: ends[at] ?? "passed",
        points: ends[at] === "passed" ? maxPoints : 0,
        maxPoints,
      }));
      return {
        status: "graded",
        student,
        source: `s${index}.zip`,
        ...scoreOf(own),
        languages: ["python"],
        durationMs: 10,
        isKnown: false,
        checks: own,
        resultFile: `results/s${index}.json`,
      };
    }),
    begun: "2026-11-21T19:00:00.000Z",
    ended: "2026-11-21T19:05:00.000Z",
  }));

function scoreOf(
  checks: readonly Pick<CheckResult, "status" | "points" | "maxPoints" | "skipped">[],
) {
  const counted = checks.filter(
    ({ status, skipped }) => status !== "errored" && skipped?.kind !== "unavailable",
  );
  return {
    score: checks.reduce((sum, { points }) => sum + points, 0),
    maxScore: counted.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
  };
}
