import { firstDifference } from "../../lib/first-difference.ts";
import type { Cause, CauseOf } from "../../model/cause.ts";
import { explainCrash } from "../../scenario/crash.ts";
import type { ProgramActor } from "../../scenario/program-actor.ts";
import type { Stuck } from "../../scenario/until.ts";
import { deafTo } from "./deafness.ts";
import type { DatagramPair } from "./datagram-pair.ts";

/** What else the wire knows about a text that did not appear on the other screen. */
export function explainSilence(
  pair: DatagramPair,
  from: ProgramActor,
  sent: readonly Buffer[],
  text: string,
): Cause | undefined {
  const crash = [from, pair.server, pair.client]
    .map(explainCrash)
    .find((found) => found !== undefined);
  if (crash !== undefined) return crash;
  const gone = serverHasEnded(pair);
  if (gone !== undefined || pair.isDirect) return gone;
  const deaf = from === pair.client ? deafTo(pair.server, portAtServer(pair)) : undefined;
  if (deaf !== undefined && sent.length > 0) return deaf;
  if (sent.some((bytes) => bytes.includes(text))) return undefined;
  from.missed("sends", text);
  const actual = sent.at(-1);
  return actual === undefined
    ? explainNothing(pair, from, text)
    : wrongBytes(from, Buffer.from(text), actual);
}

/** How far a text has come, as the wire and the receiver's socket tell. */
export function arrivalOf(
  pair: DatagramPair,
  sent: readonly Buffer[],
  to: ProgramActor,
  text: string,
): CauseOf<"not-shown">["arrived"] {
  if (pair.isDirect) return "unknown";
  if (sent.length === 0) return "never-sent";
  if (to.sockets().some(({ protocol, rxQueue }) => protocol === "udp" && rxQueue > 0))
    return "not-read";
  return sent.some((bytes) => bytes.includes(text)) ? "read" : "unknown";
}

/** Fails if the server has sent a text of this client's conversation to another client. */
export function failIfStrayed(pair: DatagramPair, text: string): void {
  const actual = pair.strayed(text);
  if (actual === undefined) return;
  pair.client.missed("prints", text);
  pair.stage.fail({
    kind: "wrong-recipient",
    actor: pair.server.name,
    expected: pair.client.name,
    actual,
    bytes: Buffer.from(text).toString("base64"),
  });
}

/** Fails because a server has got a message and neither asks its operator nor answers. */
export function failUnanswered(pair: DatagramPair, stuck: Stuck, text: string): never {
  failIfStrayed(pair, text);
  const { server } = pair;
  server.missed("sends", text);
  const actual = pair.sentBy(server).at(-1);
  const cause =
    actual === undefined
      ? explainNothing(pair, server, text)
      : wrongBytes(server, Buffer.from(text), actual);
  return failFor(pair, server, stuck, cause);
}

/** Fails because waiting is pointless: who has crashed, or that nobody speaks, says more than what was waited for. */
export function failFor(
  pair: DatagramPair,
  actor: ProgramActor,
  stuck: Stuck,
  otherwise: Cause,
): never {
  const both = [pair.server, pair.client];
  const onlyReceives = (one: ProgramActor) => {
    const look = one.look();
    return look.awaitsDatagram && !look.readsKeyboard;
  };
  if (stuck.why === "settled" && both.every(onlyReceives))
    pair.stage.fail({ kind: "everyone-receives" });
  return actor.failStuck(stuck, serverHasEnded(pair) ?? otherwise);
}

/** A server has nobody to say goodbye to: that it has ended is why nothing goes on. */
function serverHasEnded({ server }: DatagramPair): Cause | undefined {
  if (server.exit === undefined || server.wasEnded) return undefined;
  return { kind: "exited-early", actor: server.name, ...server.exit };
}

/** A client that has sent nothing at all has perhaps sent it elsewhere, which the packets tell. */
function explainNothing(pair: DatagramPair, from: ProgramActor, text: string): Cause {
  const { listening } = pair.listening;
  if (from === pair.client && pair.sentBy(from).length === 0)
    return { kind: "not-connected", actor: from.name, listening, lastLine: "" };
  const to = from === pair.client ? pair.server.name : pair.client.name;
  const expected = Buffer.from(text).toString("base64");
  return { kind: "not-sent", actor: from.name, to, expected };
}

function portAtServer({ relay, client }: DatagramPair): number | undefined {
  return relay.passages.findLast((passage) => passage.client === client.name)?.portAtServer;
}

function wrongBytes(from: ProgramActor, expected: Buffer, actual: Buffer): Cause {
  return {
    kind: "wrong-bytes",
    actor: from.name,
    expected: expected.toString("base64"),
    actual: actual.toString("base64"),
    offset: firstDifference(expected, actual),
  };
}
