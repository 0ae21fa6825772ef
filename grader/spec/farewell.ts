import { CheckFailure } from "../scenario/failure.ts";
import type { Stage } from "../scenario/stage.ts";
import type { Stuck } from "../scenario/until.ts";
import type { Pair } from "./pair.ts";

/**
 * Waits until the client ends after an exit word. A server that asks its operator for one last
 * reply gets one, which is noted: the handout's transcript has none, but does not forbid it.
 */
export async function leaves(stage: Stage, pair: Pair, word: string): Promise<void> {
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

/** Turns the end of a conversation into its own cause, when a message caused it. */
export async function survives(
  stage: Stage,
  pair: Pair,
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

function failToLeave(stage: Stage, pair: Pair, word: string, stuck: Stuck): never {
  const { client } = pair;
  stage.record({ kind: "missed", actor: client.name, step: "exits" });
  const goesOn =
    stuck.why === "settled" && !pair.isClosed && client.isAtKeyboard(client.look(), true);
  if (goesOn) stage.fail({ kind: "word-not-honoured", actor: client.name, word });
  return client.failStuck(stuck, { kind: "not-exited", actor: client.name });
}
