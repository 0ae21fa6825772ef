import { byteText } from "../../lib/byte-text.ts";
import { h, type Html } from "../../lib/html.ts";
import { cutToWidth } from "../../lib/text-width.ts";
import type { Catalogue } from "../../messages/catalogue.ts";
import { endpoint } from "../../messages/endpoint.ts";
import type { Capture, Conversation, TcpConversation } from "../../model/conversation.ts";

/** What the packets of a check say: who talked to whom, how much, and who ended it. To be opened. */
export function conversations(capture: Capture | undefined, words: Catalogue): Html {
  if (capture === undefined || capture.conversations.length === 0) return undefined;
  const { html, report } = words;
  const shown = capture.conversations.slice(0, most);
  const left = capture.conversations.length - shown.length + (capture.unlisted ?? 0);
  const columns = [html.conversation, html.toServer, html.toClient, html.end];
  return h(
    "details",
    { class: "capture" },
    h("summary", {}, html.packets(capture.packets, report.bytes(capture.bytes))),
    h(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": html.conversation },
      h(
        "table",
        {},
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
          shown.map((one) => h("tr", {}, cellsOf(one, words))),
        ),
      ),
    ),
    left === 0 ? [] : h("p", {}, html.more(left)),
    capture.lost === undefined ? [] : h("p", {}, html.packetsLost(capture.lost)),
  );
}

const most = 40;

function cellsOf(one: Conversation, words: Catalogue): Html {
  const { report, html } = words;
  switch (one.protocol) {
    case "tcp":
      return [
        h("th", { scope: "row" }, `TCP ${endpoint(one.client)} → ${endpoint(one.server)}`),
        h("td", {}, directionOf(one.toServer, words)),
        h("td", {}, directionOf(one.toClient, words)),
        h("td", {}, endOf(one, words)),
      ];
    case "udp":
      return [
        h("th", { scope: "row" }, `UDP ${endpoint(one.from)} → ${endpoint(one.to)}`),
        h(
          "td",
          { colspan: 2 },
          `${html.datagrams(one.datagrams, one.ttl)}, ${report.bytes(one.bytes)}`,
          one.first.slice(0, 5).map(({ bytes, content }) => {
            return h("div", { class: "data" }, `${report.bytes(bytes)} ${said(content)}`);
          }),
        ),
        h("td", {}),
      ];
    case "other":
      return [
        h("th", { scope: "row" }, `${one.name} ${one.from} → ${one.to}`),
        h("td", { colspan: 2 }, String(one.packets)),
        h("td", {}),
      ];
  }
}

function directionOf(
  { bytes, missing, content }: TcpConversation["toServer"],
  { report, html }: Catalogue,
): Html {
  return [
    report.bytes(bytes),
    missing === undefined ? "" : ` (${html.missingBytes(missing)})`,
    content === "" ? [] : h("div", { class: "data" }, said(content)),
  ];
}

function said(content: string): string {
  if (content === "") return "";
  return `"${cutToWidth(byteText(Buffer.from(content.slice(0, mostContent), "base64")), widest)}"`;
}

const mostContent = 400;
const widest = 60;

function endOf({ refused, syn, synAck, ended }: TcpConversation, { html }: Catalogue): string {
  if (refused !== undefined) return html.refused;
  if (ended !== undefined) return html.ended[ended.by][ended.how];
  return syn !== undefined && synAck === undefined ? html.unanswered : html.stillOpen;
}
