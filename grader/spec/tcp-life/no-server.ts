import type { ProgramActor } from "../../scenario/program-actor.ts";
import { lastLineOf, visibleText } from "../../scenario/screen-match.ts";
import type { Stage } from "../../scenario/stage.ts";
import { startProgram } from "../../scenario/start-program.ts";
import { wantsArguments } from "../../scenario/launch-variants.ts";
import { until } from "../../scenario/until.ts";
import { saysRefused } from "./says-refused.ts";

/**
 * Starts the client where nobody listens, types what it asks for, and waits until it has ended.
 * @throws CheckFailure when it is still there once nothing more can happen.
 */
export async function refusedClient(stage: Stage): Promise<ProgramActor> {
  const port = stage.network.isolated ? stage.port : await stage.network.freePort();
  const started = await startProgram(stage, {
    name: "client",
    launch: stage.launchOf("client"),
    side: "server",
    address: { host: "127.0.0.1", port },
    isUp: (actor, _, atPrompt) => {
      const hasEnded = actor.exit !== undefined && !wantsArguments(actor.screen.text);
      return hasEnded || atPrompt || isAtItAgain(actor) || undefined;
    },
    isOnce: true,
  });
  const { actor } = started;
  if (!("stuck" in started)) await answersOnce(stage, actor);
  if (actor.exit !== undefined) return actor;
  actor.missed("gives-up");
  const stuck = "stuck" in started ? started.stuck : ({ why: "settled" } as const);
  return actor.failStuck(stuck, { kind: "keeps-trying", actor: actor.name });
}

/** Its end, or the end of its patience: a message to send is typed once, when it asks before it connects. */
async function answersOnce(stage: Stage, actor: ProgramActor): Promise<void> {
  if (actor.exit !== undefined || saysRefused(visibleText(actor.screen.text))) return;
  actor.typeNow("Hello, world");
  await until(stage, () => actor.exit, [actor]);
}

/** The same line of bad news again and again: there is no need to wait for more of it. */
function isAtItAgain(actor: ProgramActor): boolean {
  const news = visibleText(actor.screen.text).split("\n").filter(saysRefused);
  return news.filter((line) => line === news.at(-1)).length >= mostRepeats;
}

const mostRepeats = 5;

/** Whoever reads its screen learns that nobody answered, in whatever words. */
export function isToldOfRefusal(stage: Stage, actor: ProgramActor): void {
  const screen = visibleText(actor.screen.text);
  if (saysRefused(screen) || lastLineOf(actor.screen.errorText) !== "") return;
  actor.missed("prints", "Connection refused");
  stage.fail({ kind: "refusal-untold", actor: actor.name, screen });
}
