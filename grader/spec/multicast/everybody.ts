import { CheckUnavailable } from "../../scenario/failure.ts";
import { findOnScreen, visibleText } from "../../scenario/screen-match.ts";
import type { Stage } from "../../scenario/stage.ts";
import { type Stuck, until } from "../../scenario/until.ts";
import { drawDatagrams } from "./draw-datagrams.ts";
import { failForOneSender } from "./origin.ts";
import type { Receiver } from "./receiver.ts";
import type { Sender } from "./sender.ts";
import { type SentDatagram, sentDatagrams } from "./sent-datagrams.ts";

/**
 * Waits until each receiver shows a datagram of each sender: senders that go on by themselves, so that
 * it is the packets that say who has sent what. @throws CheckUnavailable where packets are not seen.
 */
export async function everybodyHearsEverybody(
  stage: Stage,
  receivers: readonly Receiver[],
  senders: readonly Sender[],
): Promise<void> {
  let stuck: Stuck | undefined;
  let turnsSinceAllSent = 0;
  for (let turn = 0; ; turn += 1) {
    const firsts = await firstOfEach(stage);
    const missing = firsts.length < senders.length ? undefined : missingOn(receivers, firsts);
    const screens = screensOf(receivers);
    if (firsts.length >= senders.length && missing === undefined) return;
    if (missing !== undefined) turnsSinceAllSent += 1;
    if (stuck === undefined && (turn === mostTurns || turnsSinceAllSent > enoughTurns))
      stuck = { why: "settled" };
    if (stuck !== undefined) return fail(stage, stuck, { receivers, senders, firsts, missing });
    // It has read all that was there: what is missing then is not on its way to the screen.
    await missing?.receiver.waitsForMore();
    const outcome = await until(stage, () => screensOf(receivers) !== screens, actorsOf(receivers));
    // One last look: the packets may tell of what came while nothing was shown.
    if ("stuck" in outcome) stuck = outcome.stuck;
  }
}

/** In each of them something has come to a screen. Until all have sent: some twenty datagrams of a sender's. */
const mostTurns = 80;
/** Once all have sent: a few datagrams more, for a program that hands what it reads to another thread. */
const enoughTurns = 8;

type Missing = Readonly<{ receiver: Receiver; text: string }>;

/** The first datagram from each port to a group. */
async function firstOfEach(stage: Stage): Promise<readonly SentDatagram[]> {
  const sent = await sentDatagrams(stage, []);
  if (sent === undefined) throw new CheckUnavailable("packets");
  const ports = new Map<number, SentDatagram>();
  for (const datagram of sent)
    if (datagram.isToGroup && !ports.has(datagram.from.port))
      ports.set(datagram.from.port, datagram);
  return [...ports.values()];
}

/** Two senders that begin to count say the same at first: it must stand there once for each. */
function missingOn(
  receivers: readonly Receiver[],
  firsts: readonly SentDatagram[],
): Missing | undefined {
  const texts = firsts.map(({ bytes }) => bytes.toString());
  for (const receiver of receivers) {
    const screen = visibleText(receiver.actor.screen.text);
    const text = texts.find(
      (one) => timesOn(screen, one) < texts.filter((each) => each === one).length,
    );
    if (text !== undefined) return { receiver, text };
  }
  return undefined;
}

function timesOn(screen: string, text: string): number {
  return screen.split("\n").filter((line) => findOnScreen(line, text).found === "shown").length;
}

function screensOf(receivers: readonly Receiver[]): string {
  return receivers.map(({ actor }) => actor.screen.text.length).join();
}

function actorsOf(receivers: readonly Receiver[]) {
  return receivers.map(({ actor }) => actor);
}

type Story = Readonly<{
  receivers: readonly Receiver[];
  senders: readonly Sender[];
  firsts: readonly SentDatagram[];
  missing: Missing | undefined;
}>;

function fail(stage: Stage, stuck: Stuck, story: Story): never {
  const { receivers, senders, firsts, missing } = story;
  drawDatagrams(stage, firsts, {
    from: (port) => senders.find(({ ports }) => ports.includes(port))?.actor.name ?? "sender",
    to: receivers[0]?.actor.name ?? "receiver",
  });
  const [{ actor: sender }] = senders as [Sender];
  const [{ actor: receiver, at }] = receivers as [Receiver];
  const elsewhere = firsts.find(({ to }) => to.address !== at.address || to.port !== at.port);
  if (elsewhere !== undefined) {
    const what = elsewhere.to.address === at.address ? "other-port" : "other-group";
    sender.missed("sends");
    return sender.failStuck(stuck, {
      kind: "sent-elsewhere",
      actor: sender.name,
      expected: at,
      actual: elsewhere.to,
      what,
    });
  }
  if (missing === undefined) {
    sender.missed("sends");
    return sender.failStuck(stuck, { kind: "nothing-multicast", actor: sender.name, group: at });
  }
  const silent = missing.receiver.actor;
  if (!silent.isOver && timesOn(visibleText(silent.screen.text), missing.text) > 0)
    return failForOneSender(stage, silent, missing.text);
  silent.missed("prints", missing.text);
  const screen = visibleText(silent.screen.text).slice(-2000);
  return receiver.failStuck(stuck, {
    kind: "not-shown",
    actor: silent.name,
    expected: missing.text,
    screen,
    arrived: "read",
  });
}
