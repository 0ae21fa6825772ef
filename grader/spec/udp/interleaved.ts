import { hasBytesUnderWay } from "../../scenario/bytes-under-way.ts";
import { findOnScreen } from "../../scenario/screen-match.ts";
import { until } from "../../scenario/until.ts";
import type { Words } from "../../scenario/words.ts";
import type { DatagramPair } from "./datagram-pair.ts";

/**
 * Several clients of one server speak before any of them is answered, in this order; then each gets
 * its own answer. An operator answers the messages in the order in which the server asks about them:
 * the earliest on its screen first.
 */
export async function speakInterleaved(
  clients: readonly DatagramPair[],
  words: Words,
): Promise<void> {
  const waiting = clients.map((pair) => ({ pair, ping: words.next() }));
  const [first, ...others] = waiting as [Waiting, ...Waiting[]];
  await first.pair.clientTells(first.ping);
  const how = await first.pair.answering(first.ping);
  for (const { pair, ping } of others) {
    if (how === "by-itself") await pair.clientTells(ping);
    else await sendsUnread(pair, ping);
  }
  if (how === "by-itself") {
    for (const { pair, ping } of waiting) await pair.showsEcho(ping);
    return;
  }
  const unanswered = [...waiting];
  while (unanswered.length > 0) {
    const next = await askedAbout(unanswered);
    if (next === undefined) {
      // Fails, with how far the message has come, or with what the server should have asked.
      const [{ pair, ping }] = unanswered as [Waiting];
      await pair.serverShows(ping);
      await pair.server.types(words.next());
      return;
    }
    unanswered.splice(unanswered.indexOf(next), 1);
    await next.pair.serverTells(words.next());
  }
}

type Waiting = Readonly<{ pair: DatagramPair; ping: string }>;

/** A message that the server may not read before it has its operator's answer to another. */
async function sendsUnread(pair: DatagramPair, ping: string): Promise<void> {
  const before = pair.sentBy(pair.client).length;
  await pair.client.types(ping);
  await until(pair.stage, () => pair.isDirect || pair.sentBy(pair.client).length > before, [
    pair.client,
  ]);
}

/** The message that the server asks about: of those without an answer the earliest on its screen. */
async function askedAbout(unanswered: readonly Waiting[]): Promise<Waiting | undefined> {
  const [{ pair }] = unanswered as [Waiting];
  const { server, stage } = pair;
  const onScreen = () =>
    unanswered
      .filter(({ ping }) => findOnScreen(server.screen.text, ping).found === "shown")
      .toSorted((one, other) => placeOf(one) - placeOf(other))[0];
  const placeOf = ({ ping }: Waiting) => server.screen.text.toLowerCase().indexOf(ping);
  const outcome = await until(
    stage,
    (looks, atRest) => {
      const look = looks.get(server);
      // Whoever can read on meanwhile has read everything: then only can it mistake one for another.
      const isBusy = look?.motion === "moving" || hasBytesUnderWay(stage);
      return !isBusy && server.isAtKeyboard(look, atRest) && onScreen();
    },
    [server],
  );
  return "reached" in outcome ? outcome.reached : undefined;
}
