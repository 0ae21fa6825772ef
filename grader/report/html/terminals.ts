import { h, type Html } from "../../lib/html.ts";
import type { Catalogue } from "../../messages/catalogue.ts";
import type { TraceEvent } from "../../model/trace.ts";
import type { Item, Place } from "../item.ts";
import { pictureRows, type Row } from "../picture-rows.ts";
import { sceneOf } from "../scene.ts";
import { type Files, terminalName } from "../terminal-name.ts";
import { hexDetails } from "./hex.ts";

/**
 * What happened in a check: the server's terminal, the wire, the client's terminal, time running down. On a narrow
 * screen one stands below the other, and every change of place is named.
 */
export function terminals(trace: readonly TraceEvent[], files: Files, words: Catalogue): Html {
  const scene = sceneOf(trace, words);
  if (scene.items.length === 0) return undefined;
  const names: Names = {
    left: terminalName("left", scene.actors, files, words.report),
    middle: words.report.wire,
    right: terminalName("right", scene.actors, files, words.report),
  };
  // In the little room of a telephone the role has to do.
  const short: Names = {
    left: terminalName("left", scene.actors, {}, words.report),
    middle: words.report.wire,
    right: terminalName("right", scene.actors, {}, words.report),
  };
  const drawing = { words, names: short, places: scene.places, room: { characters: mostFolded } };
  return tableOf(scene.items, drawing, [
    h(
      "thead",
      { role: "rowgroup" },
      h(
        "tr",
        { role: "row" },
        scene.places.map((place) =>
          h("th", { role: "columnheader", scope: "col", class: place }, names[place]),
        ),
      ),
    ),
  ]);
}

/** What of the lines that were folded is still written, in one check. */
const mostFolded = 24_000;

type Names = Readonly<Record<Place, string>>;

type Drawing = Readonly<{
  words: Catalogue;
  names: Names;
  places: readonly Place[];
  /** How much may still be unfolded; counted down. */
  room: { characters: number };
}>;

/** The roles are said because a browser forgets them where a style lays the table out in another way. */
function tableOf(items: readonly Item[], drawing: Drawing, head: Html): Html {
  let last: Place | undefined;
  const rows = pictureRows(items).map((row) => {
    const cells = drawing.places.map((place) => {
      const item = row[place];
      const isOther = item !== undefined && place !== last;
      if (item !== undefined) last = place;
      return cellOf(item, place, isOther, drawing);
    });
    return isAcross(row) ? acrossOf(row, drawing) : h("tr", { role: "row" }, cells);
  });
  const kind = drawing.places.length === 1 ? "scene single" : "scene";
  return h("table", { class: kind, role: "table" }, head, h("tbody", { role: "rowgroup" }, rows));
}

function cellOf(item: Item | undefined, place: Place, isOther: boolean, drawing: Drawing): Html {
  if (item === undefined) return h("td", { role: "cell", class: `${place} none` });
  return h(
    "td",
    {
      role: "cell",
      class: `${place} ${item.kind}`,
      "data-place": isOther && drawing.places.length > 1 ? drawing.names[place] : undefined,
    },
    contentOf(item, drawing),
  );
}

function contentOf(item: Item, drawing: Drawing): Html {
  if (item.kind === "fold") return foldOf(item, drawing);
  if (item.kind === "typed") return typedText(item.text);
  if (item.kind === "waiting") return waitingText(item.text);
  if (item.arrow === undefined) return item.text;
  const { html } = drawing.words;
  const { toward, label, bytes, length, isDatagram } = item.arrow;
  return [
    h("span", { class: "unseen" }, html.toward[toward], " "),
    h("span", { class: "label" }, isDatagram ? [h("small", {}, html.datagram), " "] : [], label),
    h("span", { class: `arrow to-${toward}`, "aria-hidden": "true" }),
    bytes === undefined ? [] : hexDetails(bytes, html, length),
  ];
}

/** A prompt is the program's, what stands after the keyboard was typed. */
function typedText(text: string): Html {
  const at = text.indexOf("⌨");
  return at === -1 ? text : [text.slice(0, at), h("kbd", {}, text.slice(at))];
}

/** The sign for a pause is a drawing here: few fonts have it, and some draw a coloured button. */
function waitingText(text: string): Html {
  const at = text.indexOf("⏸");
  if (at === -1) return text;
  const pause = h("span", { class: "pause", "aria-hidden": "true" });
  return [text.slice(0, at), pause, text.slice(at + 1)];
}

/** Lines of one place unfold where they are; whole steps as a drawing of their own. */
function foldOf({ text, folded = [] }: Item, drawing: Drawing): Html {
  const { shown, left } = thatFit(folded, drawing.room);
  const rest = left === 0 ? [] : h("p", { class: "fold" }, drawing.words.html.moreLines(left));
  if (shown.length === 0) return text;
  const lines = shown.map((item) => h("div", { class: item.kind }, contentOf(item, drawing)));
  return h("details", {}, h("summary", {}, text), lines, rest);
}

function isAcross(row: Row): boolean {
  const [item] = Object.values(row);
  return item?.kind === "fold" && new Set(item.folded?.map(({ place }) => place)).size > 1;
}

function acrossOf(row: Row, drawing: Drawing): Html {
  const [item] = Object.values(row);
  const { shown, left } = thatFit(item?.folded ?? [], drawing.room);
  const rest = left === 0 ? [] : h("p", { class: "fold" }, drawing.words.html.moreLines(left));
  return h(
    "tr",
    { role: "row" },
    h(
      "td",
      { role: "cell", class: "across", colspan: drawing.places.length },
      h("details", {}, h("summary", {}, item?.text), tableOf(shown, drawing, []), rest),
    ),
  );
}

/** How many of them there is room for; what a fold in the fold holds is counted when it is written. */
function thatFit(items: readonly Item[], room: Drawing["room"]) {
  const shown: Item[] = [];
  for (const item of items) {
    if (item.text.length > room.characters) break;
    room.characters -= item.text.length + perLine;
    shown.push(item);
  }
  return { shown, left: items.length - shown.length };
}

/** What an element around a line takes, in characters. */
const perLine = 40;
