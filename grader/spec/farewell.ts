import { CheckFailure } from "../scenario/failure.ts";
import type { ProgramActor } from "../scenario/program-actor.ts";
import type { Stage } from "../scenario/stage.ts";
import { type Stuck, until } from "../scenario/until.ts";

/** A server, a client, and whether their conversation has ended, over whatever transport. */
export type Conversation = Readonly<{
  server: ProgramActor;
  client: ProgramActor;
  isClosed: boolean;
}>;

/**
 * Waits until the client ends after an exit word. A server that asks its operator for one last
 * reply gets one, which is noted: the handout's transcript has none, but does not forbid it.
 */
export async function leaves(stage: Stage, pair: Conversation, word: string): Promise<void> {
  const { client, server } = pair;
  const first = await client.triesToExit();
  if ("code" in first) return;
  const isAsking = first.why === "settled" && server.isAtKeyboard(server.look(), true);
  if (!isAsking) failToLeave(stage, pair, word, first);
  server.typeNow("tchau");
  const second = await client.triesToExit();
  if (!("code" in second)) failToLeave(stage, pair, word, second);
  stage.note({ kind: "reply-to-exit-word", actor: server.name, word });
}

/** Waits until a program that has done its work has ended well, or asks its operator for more. */
export async function endsOrAsks(stage: Stage, actor: ProgramActor): Promise<void> {
  const outcome = await until(
    stage,
    (looks, atRest) => actor.isOver || actor.isAtKeyboard(looks.get(actor), atRest),
  );
  if ("stuck" in outcome || actor.isOver) await actor.exitsWell();
}

/** Turns the end of a conversation into its own cause, when a message caused it. */
export async function survives(
  stage: Stage,
  pair: Conversation,
  message: string,
  story: () => Promise<void>,
): Promise<void> {
  try {
    await story();
  } catch (error) {
    const isOver = pair.client.exit !== undefined || pair.isClosed;
    const isCrash = error instanceof CheckFailure && error.reason.kind === "crashed";
    if (!isOver || isCrash || !(error instanceof CheckFailure)) throw error;
    stage.fail({ kind: "ended-by-message", actor: pair.client.name, message });
  }
}

function failToLeave(stage: Stage, pair: Conversation, word: string, stuck: Stuck): never {
  const { client } = pair;
  stage.record({ kind: "missed", actor: client.name, step: "exits" });
  const goesOn =
    stuck.why === "settled" && !pair.isClosed && client.isAtKeyboard(client.look(), true);
  if (goesOn) stage.fail({ kind: "word-not-honoured", actor: client.name, word });
  return client.failStuck(stuck, { kind: "not-exited", actor: client.name });
}
