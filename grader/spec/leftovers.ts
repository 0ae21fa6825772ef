import type { Holdings } from "../kernel/kernel.ts";
import { CheckUnavailable } from "../scenario/failure.ts";
import type { ProgramActor } from "../scenario/program-actor.ts";
import type { Stage } from "../scenario/stage.ts";
import { until } from "../scenario/until.ts";

/**
 * Has clients come and go in rounds until a round leaves nothing behind in the server. Presence says
 * nothing: a runtime starts what it needs with the first client, a pool keeps its idle threads, and a
 * variable the last connection. What grows with each client, round after round, is left behind.
 * @param serve has so many clients served one after the other, and gone.
 * @throws CheckUnavailable where the system does not tell.
 */
export async function leavesNothing(
  stage: Stage,
  server: ProgramActor,
  serve: (clients: number) => Promise<void>,
): Promise<void> {
  let before = holdingsOf(server);
  for (const clients of rounds) {
    await serve(clients);
    const isBack = await until(stage, () => grown(before, holdingsOf(server)).length === 0, [
      server,
    ]);
    if ("reached" in isBack) return;
    if (isBack.stuck.why !== "settled") failToRest(server, isBack.stuck);
    const after = holdingsOf(server);
    const what = grown(before, after).find(
      (one) => after[one] - before[one] >= clients && clients >= enough[one],
    );
    if (what !== undefined) {
      stage.fail({
        kind: "left-behind",
        actor: server.name,
        what,
        clients: rounds.slice(0, rounds.indexOf(clients) + 1).reduce((sum, one) => sum + one, 0),
        count: after[what],
      });
    }
    before = after;
  }
}

/** Small ones first: a server that cleans up is done after one or two. */
const rounds = [3, 4, 10, 20, 80] as const;

/** The most telling first: a process has threads, and a thread a descriptor. */
const kinds = ["zombies", "processes", "threads", "descriptors"] as const;

/** How large a round must be before its growth says something; pools have up to a hundred threads. */
const enough: Readonly<Record<keyof Holdings, number>> = {
  zombies: 20,
  processes: 20,
  threads: 80,
  descriptors: 20,
};

function holdingsOf(server: ProgramActor): Holdings {
  const holdings = server.holdings();
  if (holdings === undefined) throw new CheckUnavailable("kernel");
  return holdings;
}

function grown(before: Holdings, after: Holdings): readonly (keyof Holdings)[] {
  return kinds.filter((kind) => after[kind] > before[kind]);
}

function failToRest(server: ProgramActor, stuck: Parameters<ProgramActor["failStuck"]>[0]): never {
  return server.failStuck(stuck, { kind: "not-waiting-again", actor: server.name });
}
