import { cutToWidth, padToWidth } from "../lib/text-width.ts";
import type { TraceEvent } from "../model/trace.ts";
import type { Item, ItemKind, Place } from "./item.ts";
import type { Page } from "./page.ts";
import { packetDiagram } from "./packet-diagram.ts";
import { pictureRows, type Row } from "./picture-rows.ts";
import { sceneOf } from "./scene.ts";
import { type Files, terminalName } from "./terminal-name.ts";
import { wrap } from "./wrap.ts";

/**
 * What happened in a check, as a person at the desk saw it: the server's terminal on the left, the
 * client's on the right, the wire between, time running down. One terminal alone gets the whole width.
 */
export function picture(trace: readonly TraceEvent[], files: Files, page: Page): readonly string[] {
  const packets = packetDiagram(trace, page);
  if (packets.length > 0) return packets;
  const scene = sceneOf(trace, page.words);
  if (scene.items.length === 0) return [];
  const columns = columnsFor(scene.places, page.columns - indent);
  const heading: Row = {
    left: headingOf("left"),
    middle: headingOf("middle"),
    right: headingOf("right"),
  };
  return [heading, ...pictureRows(scene.items)]
    .flatMap((row) => drawRow(row, columns, page))
    .map((line) => " ".repeat(indent) + line);

  function headingOf(place: Place): Item {
    return {
      place,
      kind: "heading",
      text:
        place === "middle"
          ? page.words.report.wire
          : terminalName(place, scene.actors, files, page.words.report),
    };
  }
}

const indent = 3;

type Column = Readonly<{ place: Place; width: number }>;

function columnsFor(places: readonly Place[], width: number): readonly Column[] {
  const [only] = places;
  if (places.length === 1 && only !== undefined) return [{ place: only, width }];
  const middle = Math.floor(width * wireShare);
  const side = Math.floor((width - middle - 2 * gap.length) / 2);
  return [
    { place: "left", width: side },
    { place: "middle", width: middle },
    { place: "right", width: side },
  ];
}

const wireShare = 0.27;
const gap = "  ";

function drawRow(row: Row, columns: readonly Column[], page: Page): readonly string[] {
  const cells = columns.map(({ place, width }) => {
    const item = row[place];
    return { width, item, lines: item === undefined ? [] : linesOf(item, width) };
  });
  const height = Math.max(...cells.map((cell) => cell.lines.length));
  return Array.from({ length: height }, (_, at) =>
    cells
      .map(({ width, item, lines }) => {
        const line = lines[at] ?? "";
        // An empty line is not painted: its escape sequences would keep the spaces before them from being trimmed.
        return (
          (item === undefined || line === "" ? line : paint(item.kind, line, page)) +
          padToWidth(line, width).slice(line.length)
        );
      })
      .join(gap)
      .trimEnd(),
  );
}

function linesOf(item: Item, width: number): readonly string[] {
  const hang = /^(?:──▶|◀──)/.test(item.text) ? "    " : (hangs[item.kind] ?? "");
  const lines = wrap(item.text, width - hang.length);
  const shown =
    lines.length <= tallest
      ? lines
      : [...lines.slice(0, tallest - 1), cutToWidth(`${lines[tallest - 1]}…`, width - hang.length)];
  return shown.map((line, at) => (at === 0 ? line : hang + line));
}

// Continued lines stand below the words, not below the mark in front of them.
const hangs: Readonly<Partial<Record<ItemKind, string>>> = {
  wire: "  ",
  missed: "  ",
  waiting: "  ",
  exit: "  ",
  start: "  ",
};
const tallest = 6;

function paint(kind: ItemKind, line: string, { colours }: Page): string {
  switch (kind) {
    case "heading":
      return colours.bold(line);
    case "typed":
      return line.replace(/⌨.*$/u, (typed) => colours.yellow(typed));
    case "wire":
      return colours.cyan(line);
    case "stderr":
    case "missed":
      return colours.red(line);
    case "waiting":
      return colours.magenta(line);
    case "start":
    case "exit":
    case "fold":
      return colours.dim(line);
    case "stdout":
      return line;
  }
}
