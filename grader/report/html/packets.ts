import { byteText } from "../../lib/byte-text.ts";
import { cutToWidth } from "../../lib/text-width.ts";
import { h, type Html } from "../../lib/html.ts";
import type { Catalogue } from "../../messages/catalogue.ts";
import { endpoint } from "../../messages/endpoint.ts";
import type { TraceEvent } from "../../model/trace.ts";

type PacketEvent = Extract<TraceEvent, { kind: "packet" }>;

/**
 * The packets of a capture that was handed in, one in a row, numbered as Wireshark numbers them; what the check is
 * about is marked. Nothing for a trace without such packets.
 */
export function packets(trace: readonly TraceEvent[], words: Catalogue): Html {
  const all = trace.filter((event) => event.kind === "packet");
  const [first] = all;
  if (first === undefined) return undefined;
  const { report, html } = words;
  const client = first.from === "client" ? first.source : first.target;
  const server = first.from === "client" ? first.target : first.source;
  const columns = [
    report.packet,
    `${report.roles.client} ${endpoint(client)} ⇄ ${report.roles.server} ${endpoint(server)}`,
    "seq",
    "ack",
    "len",
    html.data,
  ];
  return h(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": report.packet },
    h(
      "table",
      { class: "packets" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          columns.map((name) => h("th", { scope: "col" }, name)),
        ),
      ),
      h(
        "tbody",
        {},
        all.slice(0, most).map((packet) => rowOf(packet, words)),
      ),
    ),
    all.length > most ? h("p", { class: "fold" }, html.more(all.length - most)) : [],
  );
}

const most = 200;

function rowOf(packet: PacketEvent, { report }: Catalogue): Html {
  const { number, flags, sequence, acknowledgment, length, bytes = "", isMarked } = packet;
  const roles = [report.roles.client, report.roles.server];
  const [from, to] = packet.from === "client" ? roles : roles.toReversed();
  const data = Buffer.from(bytes.slice(0, mostData), "base64");
  const kind = isMarked === true ? "marked" : packet.isRepeated === true ? "repeated" : undefined;
  return h(
    "tr",
    { class: kind },
    h("th", { scope: "row" }, isMarked === true ? "✗ " : "", String(number)),
    h(
      "td",
      { class: packet.from === "client" ? "to-right" : "to-left" },
      h("span", { class: "unseen" }, `${from} → ${to}: `),
      flags,
      packet.isRepeated === true ? ` ${report.again}` : "",
    ),
    h("td", { class: "number" }, String(sequence)),
    h("td", { class: "number" }, acknowledgment === undefined ? "" : String(acknowledgment)),
    h("td", { class: "number" }, String(length)),
    h("td", { class: "data" }, data.length === 0 ? "" : `"${cutToWidth(byteText(data), widest)}"`),
  );
}

const widest = 40;
const mostData = 400;
