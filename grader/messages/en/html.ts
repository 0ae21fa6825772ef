import type { HtmlWords } from "../html-words.ts";
import { quote } from "./speech.ts";

/** What pages for a browser say. */
export const html: HtmlWords = {
  checks: "Checks",
  wentWrong: "What went wrong",
  others: "The other checks",
  languages: "languages",
  status: "Result",
  packets: (count, bytes) =>
    `What the packets say: ${quote.number(count)} ${count === 1 ? "packet" : "packets"}, ${bytes}`,
  packetsLost: (count) =>
    `${quote.number(count)} more ${count === 1 ? "packet was" : "packets were"} too many to look at.`,
  conversation: "Conversation",
  toServer: "Client to server",
  toClient: "Server to client",
  end: "How it ended",
  refused: "refused with RST: nobody was listening there",
  unanswered: "nobody answered the SYN",
  stillOpen: "still open when the check ended",
  ended: {
    client: { fin: "the client closed first (FIN)", rst: "the client reset it (RST)" },
    server: { fin: "the server closed first (FIN)", rst: "the server reset it (RST)" },
  },
  datagrams: (count, ttl) =>
    `${quote.number(count)} ${count === 1 ? "datagram" : "datagrams"}, TTL ${ttl}`,
  missingBytes: (count) => `${quote.number(count)} B not seen`,
  more: (count) => `… ${quote.number(count)} more`,
  moreLines: (count) => `… ${quote.number(count)} more ${count === 1 ? "line" : "lines"}`,
  moreBytes: (count) => `… ${quote.number(count)} more ${count === 1 ? "byte" : "bytes"}`,
  hex: "bytes in hexadecimal",
  datagram: "datagram",
  toward: { left: "To the left:", right: "To the right:" },
  data: "Data",
  leftOut: "The drawing did not fit in here; the report as text has it.",
  repeat: "How to repeat it",
  class: "Class",
  distribution: "Distribution of scores",
  studentsAt: (count) => `${quote.number(count)} ${count === 1 ? "student" : "students"}`,
  graded: (date) => `Graded on ${date}`,
  legend: "✓ passed · ✗ failed · ℹ observation · – skipped · ! grader error",
};
