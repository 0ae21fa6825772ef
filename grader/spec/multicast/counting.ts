import type { CauseOf } from "../../model/cause.ts";
import type { Sender } from "./sender.ts";

/** Waits until the sender has sent so many datagrams; fails unless they are numbered 1, 2, 3…, in whatever words. */
export async function countsUp(sender: Sender, count: number): Promise<void> {
  const sent = (await sender.keepsSending(count)).slice(0, count);
  const texts = sent.map(({ bytes }) => bytes.toString());
  const mistake = mistakeIn(texts);
  if (mistake === undefined) return;
  sender.actor.missed("sends", String(firstWrong(texts)));
  const cause = { kind: "not-counting", actor: sender.actor.name, texts, mistake } as const;
  sender.actor.failStuck({ why: "settled" }, cause);
}

/** What is wrong with the numbers in some texts; undefined when they are 1, 2, 3… */
export function mistakeIn(
  texts: readonly string[],
): CauseOf<"not-counting">["mistake"] | undefined {
  const columns = columnsOf(texts);
  if (columns.some((numbers) => rises(numbers) && numbers[0] === 1)) return undefined;
  const counter = counterAmong(columns);
  if (counter === undefined) return "no-number";
  if (rises(counter)) return "begins-elsewhere";
  return counter.every((number) => number === counter[0]) ? "stays" : "skips";
}

/** The number that should have stood in the first text that has another. */
function firstWrong(texts: readonly string[]): number {
  const counter = counterAmong(columnsOf(texts)) ?? [];
  return counter.findIndex((number, index) => number !== index + 1) + 1 || 1;
}

/** Where several numbers stand in each text, the one that changes most is likely the counter; the last of equals. */
function counterAmong(columns: readonly (readonly number[])[]): readonly number[] | undefined {
  const byChange = columns.toSorted((one, other) => new Set(other).size - new Set(one).size);
  const most = new Set(byChange[0]).size;
  return byChange.findLast((numbers) => new Set(numbers).size === most);
}

/** The first numbers of all texts, the second ones, and so on. A time of day or an address is no number. */
function columnsOf(texts: readonly string[]): readonly (readonly number[])[] {
  const rows = texts.map((text) =>
    [...text.replaceAll(/\d+(?:[.:]\d+)+/gu, " ").matchAll(/\d+/gu)].map(Number),
  );
  const width = Math.min(...rows.map(({ length }) => length));
  return Array.from({ length: width }, (_, column) => rows.map((row) => row[column] as number));
}

function rises(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => number === (numbers[0] as number) + index);
}
