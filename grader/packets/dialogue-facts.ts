import type { Dialogue, DialogueSegment } from "./dialogue.ts";

/** The three packets with which a connection begins (RFC 9293 §3.5), or what is wrong with them. */
export type Handshake = Readonly<
  | { is: "complete"; packets: readonly DialogueSegment[] }
  | { is: "missing"; what: "syn" | "syn-ack" | "ack"; at: DialogueSegment }
  | { is: "refused"; by: DialogueSegment }
  /** It acknowledges something else than the SYN. */
  | { is: "wrong"; at: DialogueSegment }
>;

/** Finds the handshake. A SYN that was sent again is no mistake. */
export function handshakeOf({ segments }: Dialogue): Handshake {
  const [first] = segments as [DialogueSegment, ...DialogueSegment[]];
  const syn = segments.find((one) => one.isFromClient && one.isSyn && !one.isAck);
  if (syn === undefined) return { is: "missing", what: "syn", at: first };
  const synAck = segments.find((one) => !one.isFromClient && one.isSyn && one.isAck);
  if (synAck === undefined) {
    const refusal = segments.find((one) => !one.isFromClient && one.isRst);
    if (refusal !== undefined) return { is: "refused", by: refusal };
    return { is: "missing", what: "syn-ack", at: syn };
  }
  if (synAck.acknowledgment !== 1) return { is: "wrong", at: synAck };
  const answers = segments.filter((one) => one.isFromClient && !one.isSyn && one.isAck);
  const ack = answers.find((one) => one.sequence === 1 && one.acknowledgment === 1);
  if (ack !== undefined) return { is: "complete", packets: [syn, synAck, ack] };
  const wrong = answers.find((one) => one.acknowledgment < 1);
  if (wrong !== undefined) return { is: "wrong", at: wrong };
  return { is: "missing", what: "ack", at: synAck };
}

/** How a connection ends (RFC 9293 §3.6). */
export type Teardown = Readonly<{
  /** Packets that belong to it, in the order of the file. */
  packets: readonly DialogueSegment[];
  clientFin?: DialogueSegment | undefined;
  serverFin?: DialogueSegment | undefined;
  /** The first FIN that nobody has acknowledged. */
  unanswered?: DialogueSegment | undefined;
  reset?: DialogueSegment | undefined;
  /** Who was first to send FIN or RST; both, when neither knew of the other's FIN. */
  closers: readonly ("client" | "server")[];
}>;

/** Finds the end of a connection. */
export function teardownOf({ segments }: Dialogue): Teardown {
  const clientFin = segments.find((one) => one.isFromClient && one.isFin);
  const serverFin = segments.find((one) => !one.isFromClient && one.isFin);
  const reset = segments.find((one) => one.isRst);
  const fins = [clientFin, serverFin]
    .filter((one) => one !== undefined)
    .toSorted((one, other) => one.number - other.number);
  const answers = fins.map((fin) => segments.find((one) => acknowledges(one, fin)));
  const unanswered = fins.find((_, at) => answers[at] === undefined);
  const packets = [...fins, ...answers, reset].filter((one) => one !== undefined);
  const distinct = new Map(packets.map((one) => [one.number, one]));
  return {
    packets: [...distinct.values()].toSorted((one, other) => one.number - other.number),
    clientFin,
    serverFin,
    unanswered,
    reset,
    closers: closersOf(fins, reset),
  };
}

function acknowledges(answer: DialogueSegment, fin: DialogueSegment): boolean {
  const isOther = answer.isFromClient !== fin.isFromClient;
  return isOther && answer.isAck && answer.acknowledgment >= endOf(fin) + 1;
}

function closersOf(
  fins: readonly DialogueSegment[],
  reset: DialogueSegment | undefined,
): Teardown["closers"] {
  const [first, second] = fins;
  if (first === undefined || (reset !== undefined && reset.number < first.number)) {
    return reset === undefined ? [] : [sideOf(reset)];
  }
  const isTogether = second !== undefined && !acknowledges(second, first);
  return isTogether ? ["client", "server"] : [sideOf(first)];
}

/** What does not add up in the numbers of a connection. */
export type SequenceFault = Readonly<
  /** Bytes before this packet are not in the file. */
  | { is: "gap"; at: DialogueSegment; expected: number }
  /** It acknowledges bytes that are not in the file. */
  | { is: "unseen"; at: DialogueSegment; seen: number }
  /** Bytes up to its end were never acknowledged. */
  | { is: "unanswered"; at: DialogueSegment; end: number }
>;

/**
 * Whether every byte of a connection is there and was acknowledged. The order in the file is not
 * looked at: captures on several interfaces mix it up, and retransmissions do.
 */
export function sequenceFault(dialogue: Dialogue): SequenceFault | undefined {
  const isReset = dialogue.segments.some((one) => one.isRst);
  for (const isFromClient of [true, false]) {
    const sent = dialogue.segments.filter((one) => one.isFromClient === isFromClient);
    const answers = dialogue.segments.filter((one) => one.isFromClient !== isFromClient);
    const { seen } = isFromClient ? dialogue.toServer : dialogue.toClient;
    const fin = sent.find((one) => one.isFin);
    // After FIN everything is one further, and no byte is missing for that.
    const reach = (one: DialogueSegment) =>
      endOf(one) - (fin !== undefined && endOf(one) > endOf(fin) ? 1 : 0);
    const last = sent
      .filter((one) => !one.isRst)
      .reduce<DialogueSegment | undefined>(
        (best, one) => (best === undefined || reach(one) > reach(best) ? one : best),
        undefined,
      );
    const end = last === undefined ? 1 : Math.max(1, reach(last));
    const hole = seen.hole(1, end);
    const after = hole && sent.find((one) => one.sequence >= hole.to);
    if (hole !== undefined) {
      return { is: "gap", at: (after ?? last) as DialogueSegment, expected: hole.from };
    }
    const acks = answers.filter((one) => one.isAck);
    const beyond = acks.find((one) => one.acknowledgment > end + (fin === undefined ? 0 : 1));
    if (beyond !== undefined) return { is: "unseen", at: beyond, seen: end };
    const isAnswered = acks.some((one) => one.acknowledgment >= end);
    if (end > 1 && !isAnswered && !isReset && last !== undefined) {
      return { is: "unanswered", at: last, end };
    }
  }
  return undefined;
}

/** The sequence number after its last byte; FIN itself takes one more. */
function endOf({ sequence, length, isSyn }: DialogueSegment): number {
  return sequence + length + (isSyn ? 1 : 0);
}

export function sideOf({ isFromClient }: DialogueSegment): "client" | "server" {
  return isFromClient ? "client" : "server";
}
