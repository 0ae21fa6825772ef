import type { Catalogue } from "../messages/catalogue.ts";
import type { TraceEvent } from "../model/trace.ts";
import { castOf, type Cast } from "./cast.ts";
import { foldItems } from "./fold.ts";
import type { Item, Place } from "./item.ts";
import { itemsOf, screenItems } from "./trace-items.ts";

/** A check's trace, ready to be put into rows. */
export type Scene = Readonly<{
  items: readonly Item[];
  /** Only the places where something is to be seen. */
  places: readonly Place[];
  actors: Cast["actors"];
}>;

/** Turns a trace into what each terminal and the wire showed, in the order of time. */
export function sceneOf(trace: readonly TraceEvent[], words: Catalogue): Scene {
  const cast = castOf(trace, words.report);
  const { left, right } = cast.actors;
  const items = trace
    .toSorted((one, other) => one.at - other.at)
    .flatMap((event) => itemsOf(event, cast, words));
  const open = [...left, ...right].flatMap((actor) =>
    screenItems(actor, cast.terminalOf(actor).flush(), cast),
  );
  const folded = foldItems(beforeTheEnd(items, open), words.report);

  if (left.length + right.length > 1) {
    return { items: folded, places: ["left", "middle", "right"], actors: cast.actors };
  }
  const place = left.length === 1 ? "left" : "right";
  return {
    items: folded.map((item) => ({ ...item, place })),
    places: [place],
    actors: cast.actors,
  };
}

/** Lines that nobody finished stand before what was missed and what everybody waits for. */
function beforeTheEnd(items: readonly Item[], open: readonly Item[]): readonly Item[] {
  const end = items.findIndex((item) => item.kind === "missed" || item.kind === "waiting");
  return end < 0 ? [...items, ...open] : [...items.slice(0, end), ...open, ...items.slice(end)];
}
