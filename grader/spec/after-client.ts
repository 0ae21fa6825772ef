import { explainCrash } from "../scenario/crash.ts";
import type { ProgramActor } from "../scenario/program-actor.ts";
import type { Stage } from "../scenario/stage.ts";
import { until } from "../scenario/until.ts";

/**
 * Waits until a server whose client has left either has ended well or waits for the next one: handouts have
 * both. What it must not do is go round in circles, or stay with a connection that is over.
 */
export async function endsOrWaitsAgain(stage: Stage, server: ProgramActor): Promise<void> {
  const hasChosen = () => server.exit !== undefined || server.look().accepting;
  await until(stage, hasChosen, [server]);
  if (server.exit === undefined) {
    await server.accepts();
    await server.rests();
    return;
  }
  const crash = explainCrash(server);
  if (crash !== undefined) stage.fail(crash);
  await server.exitsWell();
}
