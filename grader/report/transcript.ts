import { padToWidth, textWidth } from "../lib/text-width.ts";
import type { Catalogue } from "../messages/catalogue.ts";
import { type ActorName, partOf, roleOf } from "../model/role.ts";
import type { TraceEvent } from "../model/trace.ts";
import { type Terminal, terminalFor } from "./terminal.ts";

/** One terminal of a transcript: the lines that it showed, from the command on. */
export type Column = readonly string[];

/** What a class would see on its terminals, for a statement: a Markdown table, as handouts print it. */
export type Transcript = Readonly<{ table: readonly string[]; columns: readonly Column[] }>;

/**
 * Draws the terminals of a trace. A program that starts when another of its kind has ended takes
 * over its terminal. Port numbers that the system hands out differ from run to run, so they become
 * 50001, 50002 … in the order they appear.
 */
export function transcript(
  trace: readonly TraceEvent[],
  words: Pick<Catalogue["report"], "characters">,
): Transcript {
  const desks = desksOf(trace);
  const lines = linesOf(withSteadyPorts(trace), desks, words);
  const columns = desks.map((_, index) =>
    lines.filter(({ desk }) => desk === index).map(({ text }) => text),
  );
  return { table: tableOf(rowsOf(lines, desks.length)), columns };
}

/** A terminal, and the programs that run on it, one after another. */
type Desk = readonly ActorName[];

function desksOf(trace: readonly TraceEvent[]): readonly Desk[] {
  const desks: ActorName[][] = [];
  const ended = new Set<ActorName>();
  for (const event of trace) {
    if (event.kind === "exit") ended.add(event.actor);
    if (event.kind !== "start") continue;
    const role = roleOf(event.actor);
    const free = desks.find(
      (desk) => desk.every((actor) => ended.has(actor)) && roleOf(desk[0] as ActorName) === role,
    );
    if (free === undefined) desks.push([event.actor]);
    else free.push(event.actor);
  }
  const isFirst = ([actor]: readonly ActorName[]) => partOf(roleOf(actor as ActorName) ?? "client");
  return [
    ...desks.filter((desk) => isFirst(desk) === "server"),
    ...desks.filter((desk) => isFirst(desk) === "client"),
  ];
}

type Line = Readonly<{ desk: number; text: string; begins: boolean }>;

function linesOf(
  trace: readonly TraceEvent[],
  desks: readonly Desk[],
  words: Pick<Catalogue["report"], "characters">,
): readonly Line[] {
  const terminals = new Map<ActorName, Terminal>();
  const deskOf = (actor: ActorName) => desks.findIndex((desk) => desk.includes(actor));
  const shown = trace.flatMap((event): readonly Line[] => {
    if (event.kind !== "start" && event.kind !== "screen" && event.kind !== "typed") return [];
    const { actor } = event;
    const terminal = terminals.get(actor) ?? terminalFor(words);
    terminals.set(actor, terminal);
    const desk = deskOf(actor);
    if (event.kind === "start") return [{ desk, text: event.command, begins: true }];
    const begins = event.kind === "typed";
    const lines = begins ? terminal.type(event.text) : terminal.print(event.text, event.stream);
    return lines.map(({ text }) => ({ desk, text, begins }));
  });
  const open = [...terminals].flatMap(([actor, terminal]) =>
    terminal.flush().map(({ text }) => ({ desk: deskOf(actor), text, begins: false })),
  );
  return [...shown, ...open];
}

/** Lines that follow each other on different terminals stand side by side, unless a person acts between them. */
function rowsOf(lines: readonly Line[], width: number): readonly (readonly string[])[] {
  const rows: (string | undefined)[][] = [];
  for (const { desk, text, begins } of lines) {
    const row = rows.at(-1);
    if (row !== undefined && row[desk] === undefined && !begins) row[desk] = text;
    else
      rows.push(Array.from({ length: width }, (_, index) => (index === desk ? text : undefined)));
  }
  return rows.map((row) => row.map((cell) => (cell === undefined ? "" : escaped(cell))));
}

function tableOf(rows: readonly (readonly string[])[]): readonly string[] {
  const heading = (rows[0] ?? []).map((_, index) => `Terminal ${index + 1}`);
  const widths = heading.map((title, index) =>
    Math.max(textWidth(title), ...rows.map((row) => textWidth(row[index] ?? ""))),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, index) => padToWidth(cell, widths[index] ?? 0)).join(" | ")} |`;
  return [line(heading), `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`].concat(
    rows.map(line),
  );
}

/** What Markdown would take for markup. */
function escaped(text: string): string {
  return text.replaceAll(/[\\|<>*_`[\]]/g, String.raw`\$&`);
}

function withSteadyPorts(trace: readonly TraceEvent[]): readonly TraceEvent[] {
  const ports = new Map<string, string>();
  const steady = (port: string): string => {
    const known = ports.get(port) ?? String(50_001 + ports.size);
    ports.set(port, known);
    return known;
  };
  return trace.map((event) =>
    event.kind === "screen" ? { ...event, text: event.text.replaceAll(handedOut, steady) } : event,
  );
}

/** 32768 to 60999: what Linux hands out (ip_local_port_range, ip(7)). */
const handedOut = /\b(?:3276[89]|327[7-9]\d|32[89]\d\d|3[3-9]\d{3}|[45]\d{4}|60\d{3})\b/g;
