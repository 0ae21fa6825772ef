import type { Item, ItemKind, Place } from "./item.ts";

/** What stands side by side: at most one item for each place. */
export type Row = Readonly<Partial<Record<Place, Item>>>;

/**
 * Puts items into rows, in order. An item shares the last row when its place there is free and the
 * two belong together: what a wire brought stands beside the screens that show it, and what the
 * programs wait for in the end stands side by side.
 */
export function pictureRows(items: readonly Item[]): readonly Row[] {
  const rows: Partial<Record<Place, Item>>[] = [];
  let last: ItemKind | undefined;
  for (const item of items) {
    const row = rows.at(-1);
    if (
      row !== undefined &&
      last !== undefined &&
      row[item.place] === undefined &&
      together(last, item.kind)
    )
      row[item.place] = item;
    else rows.push({ [item.place]: item });
    last = item.kind;
  }
  return rows;
}

function together(before: ItemKind, now: ItemKind): boolean {
  return alone.has(now)
    ? before === now && pairs.has(now)
    : !alone.has(before) || before === "wire";
}

// These begin a row: time goes on at each of them.
const alone: ReadonlySet<ItemKind> = new Set([
  "wire",
  "typed",
  "missed",
  "waiting",
  "start",
  "fold",
]);
const pairs: ReadonlySet<ItemKind> = new Set(["waiting", "start"]);
