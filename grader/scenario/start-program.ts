import type { ActorName } from "../model/role.ts";
import type { Launch } from "../model/submission.ts";
import type { Side } from "../sandbox/network.ts";
import type { LaunchPlan } from "./knowledge.ts";
import {
  type Address,
  argumentsOf,
  filledIn,
  launchVariants,
  questionIn,
  wantsArguments,
} from "./launch-variants.ts";
import { visibleText } from "./screen-match.ts";
import { ProgramActor } from "./program-actor.ts";
import type { Stage } from "./stage.ts";
import { type Looks, type Stuck, until } from "./until.ts";

/** A program that has started, or why it has not. */
export type Started<T> = Readonly<{ actor: ProgramActor } & ({ value: T } | { stuck: Stuck })>;

/** Where a program is to be, and how it is known that it got there. */
type StartOptions<T> = Readonly<{
  name: ActorName;
  launch: Launch;
  side: Side;
  address: Address;
  /** What tells that it has started; `atPrompt` is true when it asks something that is no address. */
  isUp: (actor: ProgramActor, looks: Looks, atPrompt: boolean) => T | undefined;
  /** The same, asked once more when it has come no further: of packets, say. */
  afterwards?: ((actor: ProgramActor) => Promise<T | undefined>) | undefined;
  /** Whether that is what was wanted; if not, the other ways are tried first. */
  isFit?: ((value: T) => boolean) | undefined;
  /** Ways to start it, instead of the usual ones. */
  variants?: readonly LaunchPlan[] | undefined;
  /** The plan holds for this start alone. */
  isOnce?: boolean | undefined;
}>;

/**
 * Starts a program in the way it wants to be started (DESIGN §2): the plan that is known, else
 * each likely one until `isUp` gives something. Questions for host or port are answered on the
 * way. A plan that worked is remembered.
 */
export async function startProgram<T>(stage: Stage, asked: StartOptions<T>): Promise<Started<T>> {
  const options = { ...asked, address: withDeclaredHost(asked) };
  const { launch, isFit = () => true } = options;
  const known = stage.knowledge[launch.role];
  const variants = options.variants ?? launchVariants(launch, known, stage.network.isolated);
  for (const [index, variant] of variants.entries()) {
    const traced = stage.trace.length;
    const actor = await ProgramActor.enter(stage, {
      ...options,
      args: argumentsOf(variant, options.address),
    });
    const { outcome, answers } = await answerQuestions(stage, actor, options);
    const value = "reached" in outcome ? outcome.reached : await options.afterwards?.(actor);
    const isLast = index === variants.length - 1;
    if (value !== undefined && (isLast || isFit(value))) {
      if (options.isOnce !== true) stage.learn(launch.role, { args: variant.args, answers });
      return { actor, value };
    }
    if ("stuck" in outcome && value === undefined && (isLast || !isWorthAnotherTry(actor)))
      return { actor, stuck: outcome.stuck };
    await forget(stage, actor, traced);
  }
  throw new Error("a program has at least one way to start");
}

/** The manifest's host, where the story says nothing but "on this machine" and leaves the ways to start it open. */
function withDeclaredHost({
  launch,
  address,
  variants,
}: Pick<StartOptions<unknown>, "launch" | "address" | "variants">): Address {
  const isOpen = variants === undefined && address.host === "127.0.0.1";
  return isOpen ? { ...address, host: launch.declared?.host ?? address.host } : address;
}

/** Waits until the program is up, answering what it asks about its address. */
async function answerQuestions<T>(
  stage: Stage,
  actor: ProgramActor,
  options: Pick<StartOptions<T>, "address" | "isUp">,
): Promise<
  Readonly<{ outcome: { reached: T } | { stuck: Stuck }; answers: LaunchPlan["answers"] }>
> {
  for (const line of actor.launch.stdin ?? []) await actor.types(filledIn(line, options.address));
  const answers: ("host" | "port")[] = [];
  for (;;) {
    const outcome = await until(
      stage,
      (looks, atRest) => {
        const atKeyboard = actor.isAtKeyboard(looks.get(actor), atRest);
        const asked = atKeyboard ? questionIn(visibleText(actor.screen.text)) : undefined;
        const value = options.isUp(actor, looks, atKeyboard && asked === undefined);
        if (value !== undefined) return { value };
        if (asked !== undefined && answers.length < maxQuestions) return { asked };
        return undefined;
      },
      [actor],
    );
    if ("stuck" in outcome) return { outcome, answers };
    const { reached } = outcome;
    if ("value" in reached) return { outcome: { reached: reached.value as T }, answers };
    answers.push(reached.asked);
    actor.typeNow(filledIn(`{${reached.asked}}`, options.address));
  }
}

const maxQuestions = 4;

function isWorthAnotherTry(actor: ProgramActor): boolean {
  if (actor.exit === undefined) return false;
  return actor.exit.code !== 0 || wantsArguments(actor.screen.text);
}

/** A start that was only a try leaves no trace in the report. */
export async function forget(stage: Stage, actor: ProgramActor, traced: number): Promise<void> {
  await actor.vanishes();
  stage.programs.splice(stage.programs.indexOf(actor), 1);
  stage.trace.length = traced;
}
