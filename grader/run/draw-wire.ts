import { type WireSegment, wireSegments } from "../packets/wire-segments.ts";
import type { PacketRecord } from "../packets/packet-record.ts";
import type { ActorName } from "../model/role.ts";
import type { TraceEvent } from "../model/trace.ts";
import type { DirectWire } from "../scenario/stage.ts";

/**
 * Adds to a trace what crossed a wire with no relay in it, as its packets tell: who opened a connection,
 * what was said and who ended it. They come before what a screen showed of them.
 * @param epoch when the check began, in microseconds since the epoch.
 */
export function drawWire(
  trace: readonly TraceEvent[],
  record: PacketRecord,
  { side, port }: DirectWire,
  epoch: number,
): readonly TraceEvent[] {
  if (port === undefined) return trace;
  const clients = new Map<number, ActorName>();
  // What the grader's tidying up sends comes after the last event.
  const end = trace.at(-1)?.at ?? 0;
  const drawn = wireSegments(record, side, port).flatMap((segment) => {
    const at = Math.round((segment.at - epoch) / 100) / 10;
    if (at > end) return [];
    const isToServer = segment.to.port === port;
    const clientPort = isToServer ? segment.from.port : segment.to.port;
    if (segment.opens) clients.set(clientPort, clientAt(trace, at));
    const client = clients.get(clientPort) ?? clientAt(trace, at);
    const way = isToServer
      ? ({ from: client, to: "server" } as const)
      : ({ from: "server", to: client } as const);
    return eventsOf(segment).map((event): TraceEvent => ({ at, ...way, ...event }));
  });
  return [...drawn, ...trace].toSorted((one, other) => one.at - other.at);
}

type Drawn =
  | Readonly<{ kind: "connect" }>
  | Readonly<{ kind: "wire"; bytes: string }>
  | Readonly<{ kind: "close"; how: "fin" | "rst" }>;

function eventsOf({ opens, payload, ends }: WireSegment): readonly Drawn[] {
  return [
    ...(opens ? [{ kind: "connect" } as const] : []),
    ...(payload.length === 0 ? [] : [{ kind: "wire", bytes: payload.toString("base64") } as const]),
    ...(ends === undefined ? [] : [{ kind: "close", how: ends } as const]),
  ];
}

/** The client that was started last before that: nobody starts two at a time. */
function clientAt(trace: readonly TraceEvent[], at: number): ActorName {
  const started = trace.findLast(
    (event) => event.kind === "start" && event.actor.startsWith("client") && event.at <= at,
  );
  return started?.kind === "start" ? started.actor : "client";
}
