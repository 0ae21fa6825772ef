import { findOnScreen, visibleText } from "../../scenario/screen-match.ts";
import type { Stage } from "../../scenario/stage.ts";
import { until } from "../../scenario/until.ts";
import type { Receiver } from "./receiver.ts";
import type { ProgramActor } from "../../scenario/program-actor.ts";

/** Waits until the address that a datagram came from stands on the screen, in whatever words. */
export async function showsOrigin(
  stage: Stage,
  actor: ProgramActor,
  address: string,
): Promise<void> {
  const isShown = (): boolean => findOnScreen(actor.screen.text, address).found === "shown";
  const outcome = await until(stage, isShown, [actor]);
  if ("reached" in outcome) return;
  actor.missed("prints", address);
  const screen = visibleText(actor.screen.text).slice(-2000);
  await actor.failIfHidden(address);
  actor.failStuck(outcome.stuck, { kind: "origin-not-shown", actor: actor.name, address, screen });
}

/** Waits until all texts of all senders stand on the screen. That those of one sender are missing is a cause of its own. */
export async function showsAllOf(
  stage: Stage,
  receiver: Receiver,
  bySender: readonly (readonly string[])[],
): Promise<void> {
  const { actor } = receiver;
  const isShown = (text: string): boolean =>
    findOnScreen(actor.screen.text, text).found === "shown";
  const outcome = await until(stage, () => bySender.flat().every(isShown), [actor]);
  if ("reached" in outcome) return;
  const [missing] = bySender.find((texts) => !texts.some(isShown)) ?? [];
  if (missing !== undefined && bySender.some((texts) => texts.every(isShown)) && !actor.isOver)
    failForOneSender(stage, actor, missing);
  for (const text of bySender.flat()) await receiver.prints(text);
}

/** Fails the check: the receiver shows others, and not who sent this text. */
export function failForOneSender(stage: Stage, actor: ProgramActor, missing: string): never {
  actor.missed("prints", missing);
  const screen = visibleText(actor.screen.text).slice(-2000);
  return stage.fail({ kind: "hears-one-sender", actor: actor.name, missing, screen });
}
