import type { Attempt, Note } from "../model/cause.ts";
import type { Capture, Conversation } from "../model/conversation.ts";
import type { Outcome } from "../model/result.ts";
import { attemptOf } from "../packets/attempt.ts";
import { isLookup } from "../packets/name-lookup.ts";
import type { DirectWire } from "../scenario/stage.ts";

/** What the grader knows of the wire by itself. */
type Wire = Readonly<{
  /** Where clients met the relay; undefined when there was none. */
  relayPort: number | undefined;
  /** Where they met without one. */
  direct: DirectWire | undefined;
  /** What the relay carries. */
  transport: "tcp" | "udp";
  /** Ports at which the grader may have listened besides. */
  ports: readonly number[];
}>;

/** Adds to an outcome what the packets of the check tell. */
export function withPackets(outcome: Outcome, capture: Capture, wire: Wire): Outcome {
  if (outcome.status === "failed" && outcome.cause.kind === "not-connected") {
    const attempts = attemptsOf(outcome, outcome.cause.actor, capture, wire);
    return { ...outcome, capture, cause: { ...outcome.cause, attempts } };
  }
  return { ...outcome, capture, notes: [...outcome.notes, ...pastTheRelay(capture, wire)] };
}

/** Where a client tried to go, since it was started for the last time. */
function attemptsOf(
  { trace }: Outcome,
  client: string,
  { conversations }: Capture,
  { relayPort, direct }: Wire,
): readonly Attempt[] {
  const started = trace.findLast(
    ({ kind, ...event }) => kind === "start" && "actor" in event && event.actor === client,
  );
  const isOwnHost = relayPort !== undefined || direct?.side === "wire";
  const sides = isOwnHost ? ["client", "wire"] : ["server"];
  const tried = conversations
    .filter((one) => sides.includes(one.side) && beganAt(one) >= (started?.at ?? 0))
    .flatMap(attemptIn);
  const distinct = new Map(tried.map((one) => [JSON.stringify(one), one]));
  return [...distinct.values()].slice(0, mostAttempts);
}

const mostAttempts = 5;

function beganAt(conversation: Conversation): number {
  if (conversation.protocol === "tcp") return conversation.syn ?? 0;
  return conversation.protocol === "udp" ? (conversation.first[0]?.at ?? 0) : conversation.at;
}

function attemptIn(conversation: Conversation): readonly Attempt[] {
  if (conversation.protocol === "udp") {
    const { to } = conversation;
    return isLookup(to.port) ? [] : [{ protocol: "udp", to, answer: "nothing" }];
  }
  const attempt = conversation.protocol === "tcp" ? attemptOf(conversation) : undefined;
  return attempt === undefined ? [] : [attempt];
}

/** What a client sent to somebody else than the relay, where there was one. */
function pastTheRelay(
  { conversations }: Capture,
  { relayPort, transport, ports }: Wire,
): readonly Note[] {
  if (relayPort === undefined) return [];
  const graders = new Set([relayPort, ...ports]);
  const notes = conversations.flatMap((one): Note[] => {
    if (one.side !== "client" || one.protocol === "other") return [];
    const isTcp = one.protocol === "tcp";
    const to = isTcp ? one.server : one.to;
    const bytes = isTcp ? one.toServer.bytes : one.bytes;
    // What the relay hands on to a client is a conversation of its own.
    const isRelayed = !isTcp && transport === "udp" && graders.has(one.from.port);
    const isToGrader = (isTcp || transport === "udp") && graders.has(to.port);
    const isKnown = isToGrader || isRelayed || (!isTcp && isLookup(to.port));
    return isKnown || bytes === 0
      ? []
      : [{ kind: "past-the-relay", protocol: one.protocol, to, bytes }];
  });
  return notes.slice(0, 1);
}
