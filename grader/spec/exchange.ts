import { firstDifference } from "../lib/first-difference.ts";
import type { Cause } from "../model/cause.ts";
import { explainTraceback } from "../scenario/crash.ts";
import { type Stuck, until } from "../scenario/until.ts";
import { failForSilence, isClosed, type PeerEnd } from "./unanswered.ts";

export type ExchangeOptions = Readonly<{
  /** What may come back, any of them; the very bytes that were sent where nothing is said. */
  answers?: readonly Buffer[];
  /** Shuts our direction behind the last byte (half-close). */
  thenEnds?: boolean;
  /** One line end after the answer is no difference; it is noted. */
  lineEndIsFine?: boolean;
  /** Goes on as soon as the answer is there, without waiting whether more comes. */
  quickly?: boolean;
  /** The answer begins behind so many received bytes; behind all that have come by now where nothing is said. */
  since?: number;
  /** Why an answer that did not come, or another than expected, may be like that. */
  explain?: (came: Buffer) => Cause | undefined;
}>;

/**
 * Sends bytes and waits until exactly the answer has come back, reading all the while. However long it is,
 * it may take its time: each piece has a budget of its own.
 */
export async function exchange(
  end: PeerEnd,
  bytes: Buffer,
  options: ExchangeOptions = {},
): Promise<void> {
  const { stage, connection, other } = end;
  const { answers = [bytes], quickly = false } = options;
  const before = options.since ?? connection.received.length;
  const came = () => connection.received.subarray(before);
  connection.send(bytes);
  if (options.thenEnds === true) connection.end();
  const stuck = await allOrNoMore(end, came, answers);
  if (!quickly && stuck === undefined) await noMore(end, came, answers);
  if (answers.some((answer) => answer.equals(came()))) return;
  if (options.lineEndIsFine === true && answers.some((answer) => isWithLineEnd(came(), answer))) {
    stage.note({ kind: "ends-with-newline", actor: other.name });
    return;
  }
  await failExchange(
    end,
    stuck ?? { why: "settled" },
    came(),
    options.explain,
    closest(came(), answers),
  );
}

/** Waits until a whole answer is there, or it is clear that it will not be. @returns why not, if it is stuck. */
async function allOrNoMore(
  end: PeerEnd,
  came: () => Buffer,
  answers: readonly Buffer[],
): Promise<Stuck | undefined> {
  const { stage, other } = end;
  const shortest = Math.min(...answers.map(({ length }) => length));
  const isDecided = () => came().length >= shortest || isClosed(end) || !canBecome(came(), answers);
  while (!isDecided()) {
    const before = came().length;
    // Every wait is for something more. One wait for all of it would take the hundredth piece for
    // chatter, and would run out of patience with a program that is slow, and right.
    const outcome = await until(stage, () => came().length > before || isDecided(), [other]);
    if ("stuck" in outcome) return outcome.stuck;
  }
  return undefined;
}

async function noMore(end: PeerEnd, came: () => Buffer, answers: readonly Buffer[]): Promise<void> {
  await until(end.stage, () => isClosed(end) || !canBecome(came(), answers), []);
}

function canBecome(came: Buffer, answers: readonly Buffer[]): boolean {
  return answers.some(
    (answer) => came.length <= answer.length && answer.subarray(0, came.length).equals(came),
  );
}

function isWithLineEnd(came: Buffer, answer: Buffer): boolean {
  const rest = came.subarray(answer.length).toString("latin1");
  return canBecome(answer, [came]) && /^\r?\n$/u.test(rest);
}

/** The answer that what came is most like. */
function closest(came: Buffer, answers: readonly Buffer[]): Buffer {
  const byLikeness = answers.toSorted(
    (one, other) => firstDifference(other, came) - firstDifference(one, came),
  );
  return byLikeness[0] as Buffer;
}

async function failExchange(
  end: PeerEnd,
  stuck: Stuck,
  came: Buffer,
  explain: ExchangeOptions["explain"],
  expected: Buffer,
): Promise<never> {
  const { stage, connection, other } = end;
  const start = expected.length <= longestShown ? expected : expected.subarray(0, windowBytes);
  const explained = stuck.why === "settled" ? explain?.(came) : undefined;
  if (came.length === 0) return await failForSilence(end, stuck, start, explained);
  stage.record({ kind: "missed", actor: other.name, step: "sends", expected: start.toString() });
  const last = isClosed(end) ? await other.triesToExit() : undefined;
  const why = last !== undefined && !("why" in last) ? ({ why: "ended" } as const) : stuck;
  const traceback = explainTraceback(other);
  if (traceback !== undefined) stage.fail(traceback);
  if (explained !== undefined) other.failStuck(why, explained);
  if (!canBecome(came, [expected])) stage.fail(wrongBytes(end, expected, came));
  if (connection.isReset) other.failStuck(stuck, { kind: "connection-reset", actor: other.name });
  if (expected.length <= longestShown) {
    return other.failStuck(stuck, wrongBytes(end, expected, came));
  }
  return other.failStuck(stuck, {
    kind: "incomplete",
    actor: other.name,
    sent: expected.length,
    received: came.length,
    isClosed: isClosed(end),
  });
}

/** The first difference with what stands around it: nobody reads a mebibyte. */
function wrongBytes({ other }: PeerEnd, expected: Buffer, came: Buffer): Cause {
  const at = firstDifference(expected, came);
  const isShort = expected.length <= longestShown && came.length <= longestShown;
  const before = isShort ? 0 : Math.max(0, at - shownBefore);
  const end = isShort ? longestShown : before + windowBytes;
  const shown = (bytes: Buffer) => bytes.subarray(before, end).toString("base64");
  return {
    kind: "wrong-bytes",
    actor: other.name,
    expected: shown(expected),
    actual: shown(came),
    offset: at - before,
    ...(before > 0 && { before }),
  };
}

const longestShown = 1024;
/** So much of a longer message is shown, and so much of that stands before the difference. */
const windowBytes = 64;
const shownBefore = 16;
