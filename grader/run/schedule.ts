import type { Outcome, SkipReason } from "../model/result.ts";
import type { Check } from "../spec/exercise.ts";

/**
 * Decides which check to run next. Checks run in the exercise's order; one whose needs are still
 * running starts all the same when nothing else is left, as most programs pass and the cores are
 * there. What it finds counts only if its needs have passed.
 */
export class Schedule {
  readonly #checks: readonly Check[];
  #waiting: readonly Check[];
  readonly #found = new Map<string, Outcome>();

  constructor(checks: readonly Check[]) {
    this.#checks = checks;
    this.#waiting = checks;
  }

  /**
   * The next check to run; undefined when every check is running or done. Unless `eager`, one whose needs are
   * still running waits for them.
   */
  next(eager = true): Check | undefined {
    const possible = this.#waiting.filter((check) => this.#failedNeed(check) === undefined);
    const ready = possible.find((check) => check.needs.every((need) => this.#hasPassed(need)));
    const next = ready ?? (eager ? possible[0] : undefined);
    this.#waiting = possible.filter((check) => check !== next);
    return next;
  }

  done(check: Check, outcome: Outcome): void {
    this.#found.set(check.id, outcome);
  }

  /** Whether every check has its outcome. */
  get isOver(): boolean {
    return this.settled().length === this.#checks.length;
  }

  /** The outcomes that can be told already, in the exercise's order, each as it counts. */
  settled(): readonly (readonly [Check, Outcome])[] {
    const told: (readonly [Check, Outcome])[] = [];
    for (const check of this.#checks) {
      const outcome = this.#outcomeOf(check);
      if (outcome === undefined) break;
      told.push([check, outcome]);
    }
    return told;
  }

  #outcomeOf(check: Check): Outcome | undefined {
    if (check.needs.some((need) => this.#verdict(need) === undefined)) return undefined;
    const failed = this.#failedNeed(check);
    if (failed === undefined) return this.#found.get(check.id);
    return {
      status: "skipped",
      reason: this.#unavailable(failed) ?? { kind: "needs", check: failed },
      durationMs: 0,
      notes: [],
      trace: [],
    };
  }

  #verdict(id: string): Outcome | undefined {
    const check = this.#checks.find((one) => one.id === id);
    return check === undefined ? undefined : this.#outcomeOf(check);
  }

  #hasPassed(id: string): boolean {
    return this.#verdict(id)?.status === "passed";
  }

  /** What the student has failed goes before what the machine can not do. */
  #failedNeed(check: Check): string | undefined {
    const open = check.needs.filter((need) => {
      const verdict = this.#verdict(need);
      return verdict !== undefined && verdict.status !== "passed";
    });
    return open.find((need) => this.#unavailable(need) === undefined) ?? open[0];
  }

  /** Why a check could not be made here: what needs it can not be made either, and costs nobody anything. */
  #unavailable(id: string): SkipReason | undefined {
    const verdict = this.#verdict(id);
    const isUnavailable = verdict?.status === "skipped" && verdict.reason.kind === "unavailable";
    return isUnavailable ? verdict.reason : undefined;
  }
}
