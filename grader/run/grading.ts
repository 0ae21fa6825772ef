import type { GradeEvent } from "../model/event.ts";
import type { Language } from "../model/language.ts";
import type { MissingPiece } from "../model/missing-piece.ts";
import type { CheckResult, GradeResult } from "../model/result.ts";
import type { Submission } from "../model/submission.ts";
import type { Knowledge } from "../scenario/knowledge.ts";
import type { Check, Exercise } from "../spec/exercise.ts";
import { reasonsOf } from "./reasons.ts";
import { noteOnce } from "./note-once.ts";
import { Schedule } from "./schedule.ts";
import type { Slot } from "./slots.ts";
import { toCheckResult } from "./to-check-result.ts";
import type { Ready } from "./with-prepared.ts";

export type GradingRequest = Ready &
  Readonly<{
    exercise: Exercise;
    /** Run this check alone, whatever it needs. */
    only?: string | undefined;
    /** Whose it is: the student's key in a class. */
    student?: string | undefined;
    seed: number;
    language: Language;
    /** What the machine is missing, as the report tells it. */
    missing: readonly MissingPiece[];
    onEvent: (event: GradeEvent) => void;
    /** Gets the packets of every check that ran, as a capture file (pcapng). */
    keepPackets?: ((check: string, file: Buffer) => void) | undefined;
  }>;

/** Where its checks run. */
type Place = Pick<Slot, "tier" | "seesPackets">;

/** One submission while it is graded: hands out its checks, has them played, told in the exercise's order. */
export class Grading {
  readonly #request: GradingRequest;
  readonly #place: Place;
  readonly #schedule: Schedule;
  readonly #results: CheckResult[] = [];
  readonly #noteOnce = noteOnce();
  #knowledge: Knowledge = {};

  constructor(request: GradingRequest, place: Place) {
    this.#request = request;
    this.#place = place;
    const { exercise, submission, only, language, seed } = request;
    const selected = exercise.checks.filter(({ id }) => only === undefined || id === only);
    const checks =
      only === undefined ? selected : selected.map((check) => ({ ...check, needs: [] }));
    this.#schedule = new Schedule(checks);
    request.onEvent({
      kind: "begin",
      exercise: { id: exercise.id, title: exercise.title[language] },
      path: submission.path,
      files: filesOf(submission),
      ...reasonsOf(submission, language),
      seed,
      tier: place.tier,
      capture: place.seesPackets,
      checks: checks.map(({ id, title, points, visibility }) => ({
        id,
        title: title[language],
        maxPoints: points,
        visibility,
      })),
      missing: request.missing,
    });
  }

  /**
   * The next check to play. `eager` also takes one whose needs are still being played: worth it while cores
   * are idle. Undefined when there is none now, and with `eager` when there will be none.
   */
  next(eager = true): Check | undefined {
    return this.#schedule.next(eager);
  }

  /** Whether every check has ended. */
  get isOver(): boolean {
    return this.#schedule.isOver;
  }

  /** Plays a check that {@link next} gave. */
  async play(check: Check, slot: Slot): Promise<void> {
    const { exercise, submission, prepared, workplace, limits, time, seed, language, onEvent } =
      this.#request;
    const { keepPackets } = this.#request;
    onEvent({ kind: "check-begin", id: check.id, title: check.title[language] });
    const found = await slot.run(exercise, {
      exercise: exercise.id,
      check: check.id,
      prepared,
      workplace,
      files: submission.files,
      limits,
      candidates: submission.candidates,
      knowledge: this.#knowledge,
      seed,
      keepsPackets: keepPackets !== undefined,
      wallMs: time.leftMs,
    });
    if (found.packets !== undefined) keepPackets?.(check.id, Buffer.from(found.packets, "base64"));
    this.#knowledge = { ...this.#knowledge, ...found.knowledge };
    this.#schedule.done(check, found.outcome);
    this.#tell();
  }

  /** The result, once every check has ended. */
  end(): GradeResult {
    const { exercise, submission, student, language, seed, time, onEvent } = this.#request;
    const results = this.#results;
    const result: GradeResult = {
      schemaVersion: 1,
      exercise: { id: exercise.id, title: exercise.title[language] },
      submission: {
        path: submission.path,
        ...(student === undefined ? {} : { student }),
        languages: [
          ...new Set(Object.values(submission.programs).map((program) => program.language)),
        ],
        files: filesOf(submission),
        ...reasonsOf(submission, language),
      },
      score: sum(results.map(({ points }) => points)),
      maxScore: sum(results.filter(counts).map(({ maxPoints }) => maxPoints)),
      seed,
      durationMs: Math.round(time.spentMs),
      tier: this.#place.tier,
      capture: this.#place.seesPackets,
      checks: results,
    };
    onEvent({ kind: "end", result });
    return result;
  }

  #tell(): void {
    const { submission, language, onEvent } = this.#request;
    for (const [check, outcome] of this.#schedule.settled().slice(this.#results.length)) {
      const result = toCheckResult(submission, check, this.#noteOnce(outcome), language);
      this.#results.push(result);
      onEvent({ kind: "check-end", check: result });
    }
  }
}

function filesOf({ programs, files }: Submission): Record<string, string> {
  return {
    ...Object.fromEntries(Object.values(programs).map(({ role, file }) => [role, file])),
    ...files,
  };
}

/** Whether a check's points belong to the maximum: what the machine could not do costs nobody. */
function counts({ status, skipped }: CheckResult): boolean {
  return status !== "errored" && skipped?.kind !== "unavailable";
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
