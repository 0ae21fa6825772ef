import type { Cause, CauseOf } from "../model/cause.ts";
import type { ProgramActor } from "./program-actor.ts";
import { findOnScreen, visibleText } from "./screen-match.ts";
import type { Stage } from "./stage.ts";
import { until } from "./until.ts";

export type PrintOptions = Readonly<{
  /** Accents and case count. */
  exactly?: boolean;
  /** Only what came after so many characters counts. */
  since?: number;
  /** How far the text has come, as the wire knows. */
  arrived?: () => CauseOf<"not-shown">["arrived"];
  /** What else the wire knows about a text that did not appear. */
  explain?: () => Cause | undefined;
}>;

/**
 * Waits until a text stands on a program's screen: any case, any words around it. When it does not,
 * the likelier mistakes are looked for before the general one.
 */
export async function waitForText(
  stage: Stage,
  actor: ProgramActor,
  text: string,
  { exactly, since = 0, arrived, explain }: PrintOptions,
): Promise<void> {
  const match = () => findOnScreen(actor.screen.text.slice(since), text, exactly);
  const outcome = await until(stage, () => match().found === "shown", [actor]);
  if ("reached" in outcome) return;
  actor.missed("prints", text);
  const seen = { actor: actor.name, expected: text };
  const found = match();
  if (found.found === "bytes-literal") {
    stage.fail({ kind: "bytes-literal", ...seen, actual: found.actual });
  }
  if (found.found === "runs-on") stage.fail({ kind: "stale-tail", ...seen, actual: found.actual });
  const isQuiet = outcome.stuck.why === "settled" || outcome.stuck.why === "ended";
  const explained = isQuiet ? explain?.() : undefined;
  if (explained !== undefined) stage.fail(explained);
  const newText = actor.newText().trim();
  if (
    exactly === true &&
    newText !== "" &&
    arrived?.() === "read" &&
    outcome.stuck.why !== "ended"
  ) {
    stage.fail({ kind: "mangled-text", ...seen, actual: newText });
  }
  await actor.failIfHidden(text);
  actor.failStuck(outcome.stuck, {
    kind: "not-shown",
    ...seen,
    screen: visibleText(actor.screen.text).slice(-longestScreen),
    arrived: arrived?.() ?? "unknown",
  });
}

/** As much of a screen as a person looks at. */
const longestScreen = 2000;
