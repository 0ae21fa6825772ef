import type { Catalogue } from "../messages/catalogue.ts";
import type { Item } from "./item.ts";

/**
 * Leaves out the middle of what is too long to read: of one program's many lines, of many pieces
 * one after the other on the wire, and then of the whole picture.
 */
export function foldItems(
  items: readonly Item[],
  words: Pick<Catalogue["report"], "lines" | "pieces" | "steps">,
): readonly Item[] {
  const runs = groupRuns(items).flatMap((run) => {
    const wire = run[0]?.kind === "wire";
    return wire
      ? foldMiddle(run, wireLimits, words.pieces)
      : foldMiddle(run, screenLimits, words.lines);
  });
  return foldMiddle(runs, pictureLimits, words.steps);
}

type Limits = Readonly<{ most: number; head: number; tail: number }>;

const screenLimits: Limits = { most: 14, head: 6, tail: 4 };
const wireLimits: Limits = { most: 6, head: 3, tail: 1 };
const pictureLimits: Limits = { most: 80, head: 30, tail: 30 };

function groupRuns(items: readonly Item[]): readonly (readonly Item[])[] {
  const runs: Item[][] = [];
  for (const item of items) {
    const before = runs.at(-1)?.at(-1);
    if (before !== undefined && sameRun(before, item)) runs.at(-1)?.push(item);
    else runs.push([item]);
  }
  return runs;
}

function sameRun(before: Item, item: Item): boolean {
  if (before.kind !== item.kind || before.place !== item.place) return false;
  if (item.kind === "stdout" || item.kind === "stderr") return true;
  return (
    isPiece(before) &&
    isPiece(item) &&
    before.text.slice(0, arrowWidth) === item.text.slice(0, arrowWidth)
  );
}

function isPiece(item: Item): boolean {
  return item.kind === "wire" && / B "/.test(item.text);
}

const arrowWidth = 3;

function foldMiddle(
  items: readonly Item[],
  limits: Limits,
  words: (count: number) => string,
): readonly Item[] {
  if (items.length <= limits.most) return items;
  const folded = items.slice(limits.head, -limits.tail);
  const place = items[limits.head]?.place ?? "left";
  return [
    ...items.slice(0, limits.head),
    { place, kind: "fold", text: words(folded.length), folded },
    ...items.slice(-limits.tail),
  ];
}
