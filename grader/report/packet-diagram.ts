import { byteText } from "../lib/byte-text.ts";
import { padToWidth, textWidth } from "../lib/text-width.ts";
import { endpoint } from "../messages/endpoint.ts";
import type { TraceEvent } from "../model/trace.ts";
import type { Page } from "./page.ts";

type PacketEvent = Extract<TraceEvent, { kind: "packet" }>;

/**
 * The packets of a capture as arrows between client and server, numbered as Wireshark numbers them,
 * time running down; what the check is about is marked. Nothing for a trace without such packets.
 */
export function packetDiagram(trace: readonly TraceEvent[], page: Page): readonly string[] {
  const packets = trace.filter((event) => event.kind === "packet");
  const [first] = packets;
  if (first === undefined) return [];
  const words = page.words.report;
  const numberWidth = Math.max(
    textWidth(words.packet),
    ...packets.map(({ number }) => String(number).length),
  );
  const arrowWidth = Math.min(widestArrow, page.columns - indent - numberWidth - 4);
  const left = first.from === "client" ? first.source : first.target;
  const right = first.from === "client" ? first.target : first.source;
  const client = `${words.roles.client} ${endpoint(left)}`;
  const server = `${words.roles.server} ${endpoint(right)}`;
  const space = arrowWidth - textWidth(client) - textWidth(server);
  const ends =
    space > 0 ? [client + " ".repeat(space) + server] : [client, server.padStart(arrowWidth)];
  const heading = ends.map((line, at) => {
    const label = at === 0 ? words.packet : "";
    return " ".repeat(indent + 2) + padToWidth(label, numberWidth) + "  " + line;
  });
  return [
    ...heading.map((line) => page.colours.bold(line)),
    ...packets.map((packet) => row(packet, numberWidth, arrowWidth, page)),
  ];
}

const indent = 3;
const widestArrow = 84;

function row(packet: PacketEvent, numberWidth: number, width: number, page: Page): string {
  const { colours } = page;
  const mark = packet.isMarked === true ? "✗ " : "  ";
  const number = String(packet.number).padStart(numberWidth);
  const line = `${" ".repeat(indent)}${mark}${number}  ${arrow(packet, width, page)}`;
  if (packet.isMarked === true) return colours.red(line);
  return packet.isRepeated === true ? colours.dim(line) : line;
}

function arrow(packet: PacketEvent, width: number, page: Page): string {
  // Two dashes on either side, a head, and spaces around the label.
  const label = labelOf(packet, width - 8, page);
  const line = "─".repeat(Math.max(0, width - 6 - textWidth(label)));
  return packet.from === "client" ? `── ${label} ${line}─▶` : `◀─ ${label} ${line}──`;
}

/** `PSH, ACK seq=1 ack=1 len=12 "girafa-7731"`, with as much of the data as there is room for. */
function labelOf(packet: PacketEvent, width: number, { words }: Page): string {
  const { flags, sequence, acknowledgment, length, bytes = "", isRepeated } = packet;
  const said = [
    flags,
    `seq=${sequence}`,
    ...(acknowledgment === undefined ? [] : [`ack=${acknowledgment}`]),
    ...(length === 0 ? [] : [`len=${length}`]),
    ...(isRepeated === true ? [words.report.again] : []),
  ].join(" ");
  const data = Buffer.from(bytes, "base64");
  const room = width - textWidth(said) - 4;
  if (data.length === 0 || room < fewestShown) return said;
  const all = byteText(data);
  if (textWidth(all) <= room && data.length === length) return `${said} "${all}"`;
  let shown = Math.min(data.length, room);
  while (shown > 0 && textWidth(byteText(data.subarray(0, shown))) > room - 1) shown -= 1;
  return shown === 0 ? said : `${said} "${byteText(data.subarray(0, shown))}"…`;
}

const fewestShown = 6;
