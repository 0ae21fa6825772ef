import type { GradeEvent } from "../model/event.ts";
import type { Language } from "../model/language.ts";
import type { Limits } from "../model/limits.ts";
import type { MissingPiece } from "../model/missing-piece.ts";
import type { CheckResult, GradeResult } from "../model/result.ts";
import type { Submission } from "../model/submission.ts";
import type { Workplace } from "../model/workplace.ts";
import type { PreparedRoles } from "../prepare/prepare.ts";
import type { Knowledge } from "../scenario/knowledge.ts";
import type { Check, Exercise } from "../spec/exercise.ts";
import { Schedule } from "./schedule.ts";
import type { Slot } from "./slots.ts";
import { toCheckResult } from "./to-check-result.ts";

export type GradeRequest = Readonly<{
  exercise: Exercise;
  submission: Submission;
  prepared: PreparedRoles;
  workplace: Workplace;
  slots: readonly Promise<Slot>[];
  /** Run this check alone, whatever it needs. */
  only?: string | undefined;
  seed: number;
  limits: Limits;
  /** When its time began, as performance.now() tells it: what `limits.wall` gives is for building too. */
  begin: number;
  language: Language;
  /** What the machine is missing, as the report tells it. */
  missing: readonly MissingPiece[];
  onEvent: (event: GradeEvent) => void;
  /** Gets the packets of every check that ran, as a capture file (pcapng). */
  keepPackets?: ((check: string, file: Buffer) => void) | undefined;
}>;

/** Grades one submission: every check in some slot, told in the exercise's order. */
export async function grade(request: GradeRequest): Promise<GradeResult> {
  const { exercise, submission, begin, language, onEvent } = request;
  const selected = exercise.checks.filter(
    ({ id }) => request.only === undefined || id === request.only,
  );
  const checks =
    request.only === undefined ? selected : selected.map((check) => ({ ...check, needs: [] }));
  const { tier, seesPackets: capture } = await Promise.race(request.slots);
  onEvent({
    kind: "begin",
    exercise: { id: exercise.id, title: exercise.title[language] },
    path: submission.path,
    files: filesOf(submission),
    seed: request.seed,
    tier,
    capture,
    checks: checks.map(({ id, title, points }) => ({
      id,
      title: title[language],
      maxPoints: points,
    })),
    missing: request.missing,
  });
  const results = await runAll(checks, request);
  const result: GradeResult = {
    schemaVersion: 1,
    exercise: { id: exercise.id, title: exercise.title[language] },
    submission: {
      path: submission.path,
      languages: [
        ...new Set(Object.values(submission.programs).map((program) => program.language)),
      ],
      files: filesOf(submission),
    },
    score: sum(results.map(({ points }) => points)),
    maxScore: sum(results.filter(counts).map(({ maxPoints }) => maxPoints)),
    seed: request.seed,
    durationMs: Math.round(performance.now() - begin),
    tier,
    capture,
    checks: results,
  };
  onEvent({ kind: "end", result });
  return result;
}

function filesOf({ programs, files }: Submission): Record<string, string> {
  return {
    ...Object.fromEntries(Object.values(programs).map(({ role, file }) => [role, file])),
    ...files,
  };
}

async function runAll(checks: readonly Check[], request: GradeRequest): Promise<CheckResult[]> {
  const { exercise, submission, prepared, workplace, limits, begin, seed, language, onEvent } =
    request;
  const deadline = begin + limits.wall * 1000;
  const schedule = new Schedule(checks);
  const results: CheckResult[] = [];
  let knowledge: Knowledge = {};
  const tell = () => {
    for (const [check, outcome] of schedule.settled().slice(results.length)) {
      const result = toCheckResult(submission, check, outcome, language);
      results.push(result);
      onEvent({ kind: "check-end", check: result });
    }
  };
  await Promise.all(
    request.slots.map(async (opening) => {
      const slot = await opening;
      for (let check = schedule.next(); check !== undefined; check = schedule.next()) {
        onEvent({ kind: "check-begin", id: check.id, title: check.title[language] });
        const job = {
          exercise: exercise.id,
          check: check.id,
          prepared,
          workplace,
          files: submission.files,
          limits,
          candidates: submission.candidates,
          knowledge,
          seed,
          keepsPackets: request.keepPackets !== undefined,
          wallMs: deadline - performance.now(),
        };
        const found = await slot.run(exercise, job);
        if (found.packets !== undefined) {
          request.keepPackets?.(check.id, Buffer.from(found.packets, "base64"));
        }
        knowledge = { ...knowledge, ...found.knowledge };
        schedule.done(check, found.outcome);
        tell();
      }
    }),
  );
  return results;
}

/** Whether a check's points belong to the maximum: what the machine could not do costs nobody. */
function counts({ status, skipped }: CheckResult): boolean {
  return status !== "errored" && skipped?.kind !== "unavailable";
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
