import { still } from "../kernel/stillness.ts";
import type { ProgramLook } from "../kernel/kernel.ts";
import { hasBytesUnderWay } from "./bytes-under-way.ts";
import { handOn, release } from "./hand-on.ts";
import type { ProgramActor } from "./program-actor.ts";
import type { Stage } from "./stage.ts";

/** The newest look at every program of the check, in the order they were started. */
export type Looks = ReadonlyMap<ProgramActor, ProgramLook>;

/** Why waiting any longer is pointless, and whose doing it is. */
export type Stuck = Readonly<{
  why: "settled" | "ended" | "spinning" | "flooding" | "slow";
  actor?: ProgramActor | undefined;
}>;

/**
 * What is waited for: anything but undefined and false ends the waiting. `atRest` is true for one
 * last look when nothing moves any more.
 */
export type Goal<T> = (looks: Looks, atRest: boolean) => T | undefined | false;

type Reached<T> = Readonly<{ reached: T } | { stuck: Stuck }>;

/**
 * Waits until `goal` gives something, and no longer than it can still happen. Time decides
 * nothing as long as the kernel knows better:
 *
 * - every program is blocked for good, or has ended: nothing more can happen, so it ends at once;
 * - programs hold timers: twice the longest of them without any visible sign is enough;
 * - a program computes: it may, up to a budget of processor time, however busy the machine is;
 * - whatever else: a generous cap on the wall clock.
 *
 * `of` names the programs without which the goal can not be reached: their end ends the waiting.
 */
export async function until<T>(
  stage: Stage,
  goal: Goal<T>,
  of: readonly ProgramActor[] = [],
  cpuBudgetMs = generousCpuMs,
): Promise<Reached<T>> {
  stage.holdToLimits();
  const patience = new Patience(stage, cpuBudgetMs);
  let before = stage.look();
  for (;;) {
    const looks = stage.look();
    // What a program wrote before it came to where the look found it is in its pipes by now: a
    // prompt is read before anybody decides what it asks for.
    await readEverything();
    const activity = stage.activity;
    const reached = goal(looks, false);
    if (reached !== undefined && reached !== false) return { reached };
    handOn(stage, looks);
    const stillness = compare(before, looks);
    if (of.length > 0 && of.every((actor) => actor.isOver) && stage.activity === activity) {
      return await lastChance(stage, goal, { why: "ended", actor: of[0] });
    }
    if (stillness === "settled" && (await isForGood(stage, looks))) {
      if (release(stage)) continue;
      if (!mayWakeUnseen(looks)) return await lastChance(stage, goal, { why: "settled" });
    }
    const stuck = patience.consider(stillness, looks);
    if (stuck?.why === "settled" && patience.isShort && hasBytesUnderWay(stage)) {
      // On a busy machine the kernel takes its time, and sends again what got lost: that is no quiet.
    } else if (stuck?.why === "settled" && release(stage)) {
      patience.restart();
    } else if (stuck !== undefined) {
      return await lastChance(stage, goal, stuck);
    }
    before = looks;
    await stage.stir(patience.tickMs);
    stage.holdToLimits();
  }
}

/**
 * Who waits for a datagram may do so for a time that the kernel does not tell (SO_RCVTIMEO, socket(7)),
 * and a datagram on a busy machine's loopback is for a moment in nobody's queue: quiet stands in for the proof.
 */
function mayWakeUnseen(looks: Looks): boolean {
  return [...looks.values()].some(({ awaitsDatagram }) => awaitsDatagram);
}

/** A second pair of looks around everything the grader itself still had to read. */
async function isForGood(stage: Stage, looks: Looks): Promise<boolean> {
  const activity = stage.activity;
  await readEverything();
  const isUnderWay = hasBytesUnderWay(stage);
  const after = stage.look();
  return !isUnderWay && stage.activity === activity && compare(looks, after) === "settled";
}

async function lastChance<T>(stage: Stage, goal: Goal<T>, stuck: Stuck): Promise<Reached<T>> {
  await readEverything();
  if (stuck.why === "ended") await readLastWords(stuck.actor);
  const reached = goal(stage.look(), stuck.why === "settled");
  if (reached !== undefined && reached !== false) return { reached };
  const flooding = stage.programs.find(({ screen }) => screen.isFull);
  return { stuck: flooding === undefined ? stuck : { why: "flooding", actor: flooding } };
}

/** Reads all that a program wrote before it ended; a daemon of its may hold the pipe for ever. */
export async function readLastWords(actor: ProgramActor | undefined): Promise<void> {
  for (let turn = 0; turn < maxTurns; turn += 1) {
    if (actor === undefined || actor.isDrained) return;
    await readEverything();
  }
}

/** Each reads what is in the pipe, and a pipe holds 64 KiB. */
const maxTurns = 50;

/** Two turns of the event loop: one reads what is in every pipe and socket, one what that caused. */
async function readEverything(): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function compare(before: Looks, after: Looks): "moving" | "settled" | "ticking" {
  const actors = [...after.keys()];
  // A program whose end the event loop has not told yet is about to be told.
  if (actors.some((actor) => after.get(actor)?.alive === false && !actor.isOver)) return "moving";
  // What was typed is still on its way: a terminal takes a moment to pass it on.
  if (actors.some((actor) => actor.hasInputComing(after.get(actor)))) return "moving";
  const earlier = actors.map((actor) => before.get(actor));
  if (earlier.includes(undefined)) return "moving";
  return still(earlier as ProgramLook[], [...after.values()]);
}

/** Keeps count of what a wait has cost where the kernel can not say that it is over. */
class Patience {
  readonly #stage: Stage;
  readonly #startedAt: number;
  readonly #cpuBudgetMs: number;
  #activity: number;
  #signs = 0;
  #quietMs = 0;
  #longestTimerMs = 0;
  #countedAt: number;
  #cpu = new Map<ProgramActor, number>();
  #ticks = 0;

  constructor(stage: Stage, cpuBudgetMs: number) {
    this.#stage = stage;
    this.#cpuBudgetMs = cpuBudgetMs;
    this.#startedAt = stage.now();
    this.#countedAt = this.#startedAt;
    this.#activity = stage.activity;
  }

  /** How long to sleep until the next look, in milliseconds. */
  get tickMs(): number {
    this.#ticks += 1;
    return this.#ticks < 50 ? 1 : 3;
  }

  /** Quiet has not lasted long enough for bytes that the kernel still has to pass on. */
  get isShort(): boolean {
    return this.#quietMs < longestResendMs;
  }

  restart(): void {
    this.#quietMs = 0;
    this.#longestTimerMs = 0;
    this.#cpu.clear();
  }

  consider(stillness: "moving" | "settled" | "ticking", looks: Looks): Stuck | undefined {
    const now = this.#stage.now();
    if (stillness !== "moving") this.#quietMs += now - this.#countedAt;
    this.#countedAt = now;
    if (this.#stage.activity !== this.#activity) {
      this.#activity = this.#stage.activity;
      this.#signs += 1;
      // A program that keeps on printing without getting there is not getting nearer.
      if (this.#signs <= maxSigns) this.restart();
    }
    // The longest seen: what the kernel tells is the time that is left, and that shrinks.
    this.#longestTimerMs = Math.max(this.#longestTimerMs, ...[...looks.values()].map(napMs));
    if (this.#quietMs >= quietWindowMs(this.#longestTimerMs)) return { why: "settled" };
    const spinning = this.#overBudget(looks);
    if (spinning !== undefined) return { why: "spinning", actor: spinning };
    if (now - this.#startedAt > wallCapMs) return { why: "slow" };
    return undefined;
  }

  #overBudget(looks: Looks): ProgramActor | undefined {
    for (const [actor, look] of looks) {
      const since = this.#cpu.get(actor);
      if (since === undefined) this.#cpu.set(actor, look.cpuMs);
      else if (look.cpuMs - since > this.#cpuBudgetMs) return actor;
    }
    return undefined;
  }
}

/** Long enough that every timer a program has set could have fired twice. */
function quietWindowMs(longestTimerMs: number): number {
  return Math.max(minQuietMs, 2 * longestTimerMs + 100);
}

/** The longest timer worth waiting for: what fires later than any nap is as good as never. */
function napMs({ longestTimerMs = 0, wakesInMs = 0 }: ProgramLook): number {
  if (longestTimerMs <= longestNapMs) return longestTimerMs;
  return wakesInMs <= longestNapMs ? wakesInMs : 0;
}

/** For SO_RCVTIMEO and a runtime's own ticking, which the kernel does not show (DESIGN §1). */
const minQuietMs = 300;
/** A segment that gets lost twice is sent again after 200 ms and after 400 ms more (RFC 6298). */
const longestResendMs = 2000;
/** Nobody naps longer than this in a handout's exercise. */
const longestNapMs = 3000;
const maxSigns = 100;
const generousCpuMs = 3000;
const wallCapMs = 30_000;
