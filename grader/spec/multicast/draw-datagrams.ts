import type { ActorName } from "../../model/role.ts";
import type { Stage } from "../../scenario/stage.ts";
import type { SentDatagram } from "./sent-datagrams.ts";

/** Adds to the trace, at their times, datagrams that only the packets have told of. */
export function drawDatagrams(
  { trace }: Stage,
  sent: readonly SentDatagram[],
  actors: Readonly<{
    /** Whose port that is. */
    from: (port: number) => ActorName;
    /** The first of those who get them. */
    to: ActorName;
  }>,
): void {
  for (const { at, bytes, from, to } of sent) {
    trace.push({
      at,
      kind: "wire",
      from: actors.from(from.port),
      to: actors.to,
      bytes: bytes.toString("base64"),
      datagram: true,
      destination: to,
    });
  }
  trace.sort((one, other) => one.at - other.at);
}
