import type { ActorName } from "../../model/role.ts";
import type { ProgramActor } from "../../scenario/program-actor.ts";
import type { Stage } from "../../scenario/stage.ts";
import { until } from "../../scenario/until.ts";
import { GroupSocket } from "../../wire/group-socket.ts";
import { type SentDatagram, sentDatagrams } from "./sent-datagrams.ts";

/**
 * Waits until a sender has sent so many datagrams to where its first one went.
 * @param others the ports of other senders.
 * @returns what it has sent there by then, in order; without times where packets are not seen.
 */
export async function series(
  stage: Stage,
  actor: ProgramActor,
  {
    first,
    count,
    others,
  }: Readonly<{ first: SentDatagram; count: number; others: () => readonly number[] }>,
): Promise<readonly SentDatagram[]> {
  const later = await GroupSocket.toHear(first.to, () => stage.stirred());
  stage.owns(() => later.close());
  const isDone = (): boolean => later.heard.length >= count - 1;
  const outcome = await until(stage, isDone, [actor]);
  const seen = await sentDatagrams(stage, others());
  const sent = seen?.filter(
    ({ to }) => to.address === first.to.address && to.port === first.to.port,
  ) ?? [first, ...later.heard.map((datagram) => ({ ...first, ...datagram }))];
  if (sent.length >= count) return sent;
  if ("reached" in outcome) throw new Error("not all datagrams that came are among the packets");
  actor.missed("sends");
  return actor.failStuck(outcome.stuck, stopped(actor.name, sent.length));
}

function stopped(actor: ActorName, datagrams: number) {
  return { kind: "stopped-sending", actor, datagrams } as const;
}
