import type { ExtraArguments } from "../../scenario/datagram-client.ts";
import { CheckFailure, CheckUnavailable } from "../../scenario/failure.ts";
import { wantsArguments } from "../../scenario/launch-variants.ts";
import type { Stage } from "../../scenario/stage.ts";
import { forget } from "../../scenario/start-program.ts";
import { until } from "../../scenario/until.ts";
import type { StartedClient } from "./started-client.ts";

/** A client that has said something, and what. */
export type SpeakingClient = Readonly<{ client: StartedClient; message: Buffer }>;

type Start = (extra: ExtraArguments) => Promise<StartedClient>;

/**
 * Has a client say a word of ours: typed when it reads its keyboard, as an argument when it needs or takes
 * one. What it has in its code it may say as well: handouts print such clients.
 */
export async function startSpeaking(
  stage: Stage,
  word: string,
  start: Start,
): Promise<SpeakingClient> {
  const client = await startSomehow(stage, word, start);
  const message = await hear(stage, client, word);
  // Nothing to be read in it: what it joins from its arguments, and there were none.
  if (isText(message)) return { client, message };
  const again = await tryWith(stage, start, { first: word });
  if (again === undefined) return { client, message };
  return { client: again, message: await hear(stage, again, word) };
}

async function startSomehow(stage: Stage, word: string, start: Start): Promise<StartedClient> {
  const traced = stage.trace.length;
  try {
    return await start({});
  } catch (error) {
    const tried = stage.programs.find(({ role }) => role === "client");
    const isAsking = tried?.exit !== undefined && wantsArguments(tried.screen.text);
    if (!(error instanceof CheckFailure) || !isAsking) throw error;
    await forget(stage, tried, traced);
    for (const all of argumentOrders(word)) {
      const client = await tryWith(stage, start, { all });
      if (client !== undefined) return client;
    }
    throw error;
  }
}

/** How programs take a message on the command line, the likeliest first. */
function argumentOrders(word: string): readonly (readonly string[])[] {
  return [
    [word],
    ["{host}", "{port}", word],
    ["{host}", word],
    [word, "{host}", "{port}"],
    ["{port}", word],
  ];
}

/** A start that may lead nowhere, and then leaves no trace. */
async function tryWith(
  stage: Stage,
  start: Start,
  extra: ExtraArguments,
): Promise<StartedClient | undefined> {
  const traced = stage.trace.length;
  await forgetClients(stage, traced);
  try {
    const client = await start(extra);
    return client;
  } catch (error) {
    if (!(error instanceof CheckFailure)) throw error;
    await forgetClients(stage, traced);
    return undefined;
  }
}

async function forgetClients(stage: Stage, traced: number): Promise<void> {
  const clients = stage.programs.filter(({ role }) => role === "client");
  for (const actor of clients) await forget(stage, actor, traced);
}

/** Waits for what it says, and types when it asks. */
async function hear(stage: Stage, client: StartedClient, word: string): Promise<Buffer> {
  const { actor } = client;
  const said = () => client.sent()?.[0];
  const outcome = await until(
    stage,
    (looks, atRest) => {
      const message = said();
      if (message !== undefined) return { message };
      return actor.isAtKeyboard(looks.get(actor), atRest) ? { message: undefined } : undefined;
    },
    [actor],
  );
  if ("reached" in outcome && outcome.reached.message !== undefined) return outcome.reached.message;
  if ("stuck" in outcome) {
    if (client.sent() === undefined) throw new CheckUnavailable("relay");
    actor.missed("sends");
    actor.failStuck(outcome.stuck, { kind: "not-connected", actor: actor.name, lastLine: "" });
  }
  actor.typeNow(word);
  // Nobody sees what goes past the relay.
  if (client.sent() === undefined) return Buffer.from(word);
  const typed = await until(stage, said, [actor]);
  if ("reached" in typed) return typed.reached;
  actor.missed("sends", word);
  return actor.failStuck(typed.stuck, {
    kind: "not-connected",
    actor: actor.name,
    lastLine: "",
  });
}

function isText(message: Buffer): boolean {
  return /\p{L}/u.test(message.toString());
}
