import { CheckFailure, CheckUnavailable } from "../../scenario/failure.ts";
import { wantsArguments } from "../../scenario/launch-variants.ts";
import type { Stage } from "../../scenario/stage.ts";
import { forget } from "../../scenario/start-program.ts";
import { until } from "../../scenario/until.ts";
import type { StartedClient } from "./started-client.ts";

/** A client that has said something, and what. */
export type SpeakingClient = Readonly<{ client: StartedClient; message: Buffer }>;

/** Starts a client; `args`, with `{host}` and `{port}` in them, where it is not to be started as usual. */
type Start = (args?: readonly string[]) => Promise<StartedClient>;

/**
 * Has a client say a word of ours: typed when it reads its keyboard, as an argument when it needs or
 * takes one. What it has in its code it may say as well: handouts print such clients.
 */
export async function startSpeaking(
  stage: Stage,
  word: string,
  start: Start,
): Promise<SpeakingClient> {
  const traced = stage.trace.length;
  const asUsual = await attempt(stage, word, start);
  // What it joins from its arguments, and there were none, or only those for the address.
  const isSpeech = "message" in asUsual && /\p{L}/u.test(asUsual.message.toString());
  if (isSpeech || ("failure" in asUsual && !isAsking(stage))) return spoken(asUsual);
  for (const args of argumentOrders(word)) {
    await forgetClients(stage, traced);
    const other = await attempt(stage, word, start, args);
    if ("message" in other && other.message.includes(word)) return other;
  }
  await forgetClients(stage, traced);
  return spoken(await attempt(stage, word, start));
}

/** How programs take a message on the command line, the likeliest first. */
function argumentOrders(word: string): readonly (readonly string[])[] {
  return [
    [word],
    ["{host}", word],
    ["{host}", "{port}", word],
    [word, "{host}", "{port}"],
    ["{port}", word],
  ];
}

type Attempt = SpeakingClient | Readonly<{ failure: CheckFailure }>;

async function attempt(
  stage: Stage,
  word: string,
  start: Start,
  args?: readonly string[],
): Promise<Attempt> {
  try {
    const client = await start(args);
    return { client, message: await hear(stage, client, word) };
  } catch (error) {
    if (error instanceof CheckFailure) return { failure: error };
    throw error;
  }
}

function spoken(one: Attempt): SpeakingClient {
  if ("failure" in one) throw one.failure;
  return one;
}

/** Whether it has ended with words about arguments that it misses. */
function isAsking(stage: Stage): boolean {
  const client = stage.programs.find(({ role }) => role === "client");
  return client?.exit !== undefined && wantsArguments(client.screen.text);
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
    (looks, atRest) => said() ?? (actor.isAtKeyboard(looks.get(actor), atRest) && "asks"),
    [actor],
  );
  if ("reached" in outcome && outcome.reached !== "asks") return outcome.reached;
  if ("reached" in outcome) actor.typeNow(word);
  // Nobody sees what goes past the relay.
  if (client.sent() === undefined) {
    if ("reached" in outcome) return Buffer.from(word);
    throw new CheckUnavailable("relay");
  }
  const typed = "reached" in outcome ? await until(stage, said, [actor]) : outcome;
  if ("reached" in typed) return typed.reached;
  actor.missed("sends");
  const cause = { kind: "not-connected", actor: actor.name, lastLine: "" } as const;
  return actor.failStuck(typed.stuck, cause);
}
