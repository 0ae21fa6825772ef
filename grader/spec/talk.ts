import type { Cause } from "../model/cause.ts";
import type { ProgramLook } from "../kernel/kernel.ts";
import { firstDifference } from "../lib/first-difference.ts";
import type { ProgramActor } from "../scenario/program-actor.ts";
import type { Stage } from "../scenario/stage.ts";
import { until } from "../scenario/until.ts";

/** What a client has said when it had its turn. */
export type Said = Readonly<{
  /** As it went over the network. */
  bytes: Buffer;
  /** What of it a person reads. */
  text: string;
  /** What was typed on its keyboard for that; a client with its message in the code asks nothing. */
  typed: string | undefined;
  /** How many characters stood on its screen when it fell silent: what comes later is an answer to the answer. */
  shown: number;
}>;

/** A client that speaks first, over whatever transport. */
export type Talker = Readonly<{
  stage: Stage;
  actor: ProgramActor;
  /** All that it has sent so far. */
  sent: () => Buffer;
  /** Gives a word to type when it asks for one. */
  word: () => string;
  /** Why it may have said nothing, if that is known better than that it did. */
  explain?: (() => Cause | undefined) | undefined;
}>;

/**
 * Waits until a client has said its message and listens for the answer. The message may stand in its code,
 * and is learnt then; one that asks on the keyboard is given words.
 */
export async function hear(talker: Talker): Promise<Said> {
  const { stage, actor, sent } = talker;
  const hasSpoken = () => sent().length > 0;
  let typed: string | undefined;
  for (let questions = 0; ; questions += 1) {
    const outcome = await until(
      stage,
      (looks, atRest) => {
        if (hasSpoken()) return (atRest || listens(actor, looks.get(actor))) && "spoken";
        return questions < mostQuestions && actor.isAtKeyboard(looks.get(actor), atRest) && "asks";
      },
      [actor],
    );
    if ("reached" in outcome && outcome.reached === "asks") {
      typed = talker.word();
      actor.typeNow(typed);
      continue;
    }
    if ("stuck" in outcome && !hasSpoken()) {
      actor.missed("sends", typed);
      actor.failStuck(
        outcome.stuck,
        talker.explain?.() ?? { kind: "nothing-said", actor: actor.name },
      );
    }
    return said(talker, sent(), typed);
  }
}

/** A name and a room before the message are the most that a chat asks for. */
const mostQuestions = 4;

/** Whether it is back in recv with nothing left to read: all that it had to say has left it. */
function listens(actor: ProgramActor, look: ProgramLook | undefined): boolean {
  if (look === undefined || look.motion === "moving") return false;
  return actor
    .sockets()
    .some(({ inode, state }) => state !== "listen" && look.receiving.includes(inode));
}

function said({ stage, actor }: Talker, bytes: Buffer, typed: string | undefined): Said {
  if (typed !== undefined && !bytes.includes(typed)) {
    actor.missed("sends", typed);
    const expected = Buffer.from(typed);
    stage.fail({
      kind: "wrong-bytes",
      actor: actor.name,
      expected: expected.toString("base64"),
      actual: bytes.toString("base64"),
      offset: firstDifference(expected, bytes),
    });
  }
  return { bytes, text: typed ?? readable(bytes), typed, shown: actor.screen.text.length };
}

/** The longest piece of text in a message, without a length or an end mark around it. */
function readable(bytes: Buffer): string {
  const pieces = bytes
    .toString()
    .split(/[\p{Cc}\ufffd]+/u)
    .map((piece) => piece.trim());
  return pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), "");
}

/**
 * Waits until a client that has its answer is gone. One that would rather go on talking is told goodbye, in
 * the words that students choose for that; whatever it sends meanwhile is answered.
 */
export async function takeLeave(
  { stage, actor, sent }: Talker,
  answer: (bytes: Buffer) => void,
): Promise<void> {
  const words = [...farewells];
  let answered = sent().length;
  for (let turn = 0; turn < 2 * farewells.length; turn += 1) {
    const outcome = await until(stage, (looks, atRest) => {
      if (actor.exit !== undefined) return "gone";
      const look = looks.get(actor);
      if (sent().length > answered && (atRest || listens(actor, look))) return "spoken";
      return actor.isAtKeyboard(look, atRest) && "asks";
    });
    if ("stuck" in outcome || outcome.reached === "gone") return;
    if (outcome.reached === "spoken") {
      answer(sent().subarray(answered));
      answered = sent().length;
      continue;
    }
    const word = words.shift();
    if (word === undefined) return;
    actor.typeNow(word);
  }
}

const farewells = ["sair", "SAIR", "exit", "quit", "fim", "n", ""];
