import type { Cause } from "../model/cause.ts";
import { explainTraceback } from "../scenario/crash.ts";
import type { ProgramActor } from "../scenario/program-actor.ts";
import type { Stage } from "../scenario/stage.ts";
import type { Stuck } from "../scenario/until.ts";
import type { PeerConnection } from "../wire/peer.ts";

/** A connection whose one end the grader holds, and who is at the other. */
export type PeerEnd = Readonly<{
  stage: Stage;
  connection: PeerConnection;
  other: ProgramActor;
}>;

/** Whether the program has taken the connection out of the kernel's queue: it is among its own sockets. */
export function isAccepted({ connection, other }: PeerEnd): boolean {
  const { port } = connection.local;
  return other.sockets().some(({ state, remote }) => state !== "listen" && remote.port === port);
}

export function isClosed({ connection }: PeerEnd): boolean {
  return connection.isEnded || connection.isReset;
}

/** Nothing came: because the program is gone, never accepted, or did not send. */
export async function failForSilence(
  end: PeerEnd,
  stuck: Stuck,
  expected: Buffer,
  explained?: Cause,
): Promise<never> {
  const { stage, connection, other } = end;
  const actor = other.name;
  stage.record({ kind: "missed", actor, step: "sends", expected: expected.toString() });
  if (!isClosed(end)) {
    if (explained !== undefined) other.failStuck(stuck, explained);
    failAccepting(end, stuck);
  }
  const last = await other.triesToExit();
  const traceback = explainTraceback(other);
  if (traceback !== undefined) stage.fail(traceback);
  if (connection.isReset && other.exit === undefined)
    stage.fail({ kind: "connection-reset", actor });
  // It has answered before: what is wrong is that it closed, not what it sends.
  if (connection.isEnded && other.exit === undefined && connection.received.length > 0)
    stage.fail({ kind: "closed-early", actor });
  return other.failStuck("why" in last ? last : { why: "ended" }, {
    kind: "not-sent",
    actor,
    to: connection.name,
    expected: expected.toString("base64"),
  });
}

/** Fails when it was never accepted; does nothing when that is not why. */
export function failAccepting(end: PeerEnd, stuck: Stuck): void {
  if (stuck.why !== "settled" || isAccepted(end)) return;
  const { stage, other } = end;
  other.failStuck(stuck, { kind: "not-accepted", actor: other.name, nth: stage.peers });
}
