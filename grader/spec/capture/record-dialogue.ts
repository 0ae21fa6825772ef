import type { Dialogue, DialogueSegment } from "../../packets/dialogue.ts";
import type { Stage } from "../../scenario/stage.ts";

/** Puts a connection's packets into the trace; those that the check is about are marked. */
export function recordDialogue(
  stage: Stage,
  { client, server, segments }: Dialogue,
  marked: readonly number[] = [],
): void {
  const isLong = segments.length > mostShown;
  const near = (at: number) =>
    [-1, 0, 1].some((by) => marked.includes(segments[at + by]?.number ?? 0));
  for (const [at, segment] of segments.entries()) {
    if (isLong && at >= edge && at < segments.length - edge && !near(at)) continue;
    const { isFromClient, number, sequence, length, payload } = segment;
    stage.record({
      kind: "packet",
      from: isFromClient ? "client" : "server",
      to: isFromClient ? "server" : "client",
      source: isFromClient ? client : server,
      target: isFromClient ? server : client,
      number,
      flags: flagsOf(segment),
      sequence,
      ...(segment.isAck ? { acknowledgment: segment.acknowledgment } : {}),
      ...(payload.length === 0 ? {} : { bytes: payload.subarray(0, mostBytes).toString("base64") }),
      length,
      ...(segment.isRepeated ? { isRepeated: true } : {}),
      ...(marked.includes(number) ? { isMarked: true } : {}),
    });
  }
}

/** Of a longer connection the beginning, the end and what is marked. */
const mostShown = 60;
const edge = 20;
const mostBytes = 256;

/** In the order in which Wireshark names them. */
function flagsOf({ isFin, isSyn, isRst, isPsh, isAck }: DialogueSegment): string {
  const names = [isFin && "FIN", isSyn && "SYN", isRst && "RST", isPsh && "PSH", isAck && "ACK"];
  return names.filter((name) => name !== false).join(", ");
}
