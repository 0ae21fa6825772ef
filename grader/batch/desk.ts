import type { RunTool } from "../model/tool.ts";
import type { Grading } from "../run/grading.ts";
import type { OwnTime } from "../run/own-time.ts";
import type { Slot } from "../run/slots.ts";
import { Stopped } from "./stop.ts";

/**
 * Gives slots their work. Builds go first, so that nobody waits for a compiler when the turn comes; then the
 * checks of whoever came first. Only a slot that would have nothing else to do plays a check whose needs are still
 * open, as what it finds may not count.
 */
export class Desk {
  readonly #tools: Task[] = [];
  #open: readonly Open[] = [];
  #idle: (() => void)[] = [];
  #isClosed = false;

  constructor(slots: readonly Slot[]) {
    for (const slot of slots) void this.#serve(slot);
  }

  /** Plays all checks. @throws Stopped when the batch ends before. */
  async grade(grading: Grading, time: OwnTime): Promise<void> {
    if (this.#isClosed) throw new Stopped();
    await new Promise<void>((resolve, reject) => {
      this.#open = [...this.#open, { grading, time, isBegun: false, resolve, reject }];
      this.#wake();
    });
  }

  /** Runs tools in whichever slot is free next; their time is the submission's. */
  toolsFor(time: OwnTime): RunTool {
    return (tool) =>
      new Promise((resolve, reject) => {
        this.#tools.push(async (slot) => {
          if (this.#isClosed) reject(new Stopped());
          else await time.during(() => slot.runTool(tool)).then(resolve, reject);
        });
        this.#wake();
      });
  }

  /** Lets go of what has not begun yet, or of everything. */
  dismiss(which: "unbegun" | "all"): void {
    this.#isClosed = true;
    const dismissed = this.#open.filter(({ isBegun }) => which === "all" || !isBegun);
    for (const one of dismissed) this.#settle(one, new Stopped());
    this.#wake();
  }

  async #serve(slot: Slot): Promise<void> {
    for (;;) {
      const task = this.#next();
      if (task === undefined) await new Promise<void>((resolve) => this.#idle.push(resolve));
      else {
        await task(slot);
        this.#wake();
      }
    }
  }

  #next(): Task | undefined {
    return this.#tools.shift() ?? this.#check(false) ?? this.#check(true);
  }

  #check(eager: boolean): Task | undefined {
    for (const open of this.#open) {
      const check = open.grading.next(eager);
      if (check === undefined) continue;
      open.isBegun = true;
      return async (slot) => {
        try {
          await open.time.during(() => open.grading.play(check, slot));
          if (open.grading.isOver) this.#settle(open);
        } catch (error) {
          this.#settle(open, error);
        }
      };
    }
    return undefined;
  }

  #settle(open: Open, error?: unknown): void {
    this.#open = this.#open.filter((other) => other !== open);
    if (error === undefined) open.resolve();
    else open.reject(error);
  }

  #wake(): void {
    for (const wake of this.#idle.splice(0)) wake();
  }
}

type Task = (slot: Slot) => Promise<void>;

/** A submission that has checks to play. */
type Open = {
  readonly grading: Grading;
  readonly time: OwnTime;
  isBegun: boolean;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};
