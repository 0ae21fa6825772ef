import { firstDifference } from "../../lib/first-difference.ts";
import type { ProgramActor } from "../../scenario/program-actor.ts";
import type { Stage } from "../../scenario/stage.ts";

/**
 * Fails the check unless a datagram has the bytes of the text that its sender was given. One line end
 * after them is not a difference that anybody sees on a terminal; it is noted.
 */
export function isSameText(
  stage: Stage,
  sender: ProgramActor,
  { text, actual }: Readonly<{ text: string; actual: Buffer }>,
): void {
  const actor = sender.name;
  const expected = Buffer.from(text);
  const offset = firstDifference(expected, actual);
  if (offset === expected.length && /^(?:\r?\n)?$/u.test(actual.toString("latin1", offset))) {
    if (actual.length > offset) stage.note({ kind: "ends-with-newline", actor });
    return;
  }
  sender.missed("sends", text);
  stage.fail({
    kind: "wrong-bytes",
    actor,
    expected: expected.toString("base64"),
    actual: actual.toString("base64"),
    offset,
  });
}
