import { findOnScreen, visibleText } from "../../scenario/screen-match.ts";
import type { Stage } from "../../scenario/stage.ts";
import { until } from "../../scenario/until.ts";
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
