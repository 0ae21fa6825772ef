import { neutralise } from "../../lib/neutralise.ts";
import type { AnswerKey, AnswerMistake, AnswerPlace } from "../../model/capture-cause.ts";
import type { CaptureDamage, ForeignFile } from "../../model/capture-file.ts";
import { quote } from "./speech.ts";

/** What to hand in, and what to say when it is not there. */
export const wanted = {
  capture: {
    missing: "There is no capture file in your submission.",
    advice: "Save it from Wireshark or tcpdump as capture.pcapng or capture.pcap.",
  },
  answers: {
    missing: "There are no answers in your submission.",
    advice:
      "Write what you read in the capture into answers.yaml, as the statement's example does.",
  },
} as const;

/** What people hand in instead of a capture file, and what to do about it. */
export const foreign: Readonly<Record<ForeignFile, string>> = {
  empty: "it is empty (0 bytes). Was the disk full, or was it saved before anything was captured?",
  gzip: "it is packed with gzip. Unpack it (gunzip), or save it in Wireshark without compression.",
  compressed: "it is a compressed file. Unpack it first.",
  zip: "it is a ZIP archive (or an office document). Unpack it and hand in the capture itself.",
  image:
    "it is a picture. A screenshot can not be examined: save the packets (File, Save As, pcapng).",
  pdf: "it is a PDF. Save the packets themselves (File, Save As, pcapng).",
  html: "it is an HTML or XML page, perhaps the page of a download that did not work.",
  json: "it is JSON, as tshark exports it. Save the packets themselves (File, Save As, pcapng).",
  yaml: "it is YAML text. Were the answers and the capture mixed up?",
  "tcpdump-text":
    "it is the text that tcpdump or tshark shows on the screen. With -w capture.pcap the packets themselves are written to a file.",
  "hex-text":
    "it is a hexadecimal dump as text. Save the packets themselves (tcpdump -w, or File, Save As).",
  text: "it is a text file. Save the packets themselves (tcpdump -w capture.pcap, or File, Save As, pcapng).",
  snoop: "it is a capture in Solaris' format (snoop). Save it in Wireshark as pcapng.",
  netmon: "it is a capture of Microsoft Network Monitor. Save it in Wireshark as pcapng.",
  unknown: "it begins like neither pcap nor pcapng.",
};

/** Where a file stops making sense, as the predicate of a sentence. */
export function damaged(damage: CaptureDamage): string {
  const where = `at byte ${quote.number(damage.at)}`;
  switch (damage.kind) {
    case "cut":
      return `ends in the middle: what begins ${where} ought to have ${quote.number(damage.wanted)} bytes, and there are only ${quote.number(damage.left)} left.`;
    case "no-header":
      return `is damaged: ${where} there is no header of a capture.`;
    case "packet-length":
      return `is damaged: ${where} a packet claims to have ${quote.number(damage.value)} bytes, and that can not be.`;
    case "block-length":
      return `is damaged: ${where} a block has a length that can not be (${quote.number(damage.value)} bytes).`;
    case "interface":
      return `is damaged: ${where} a packet is of interface ${quote.number(damage.value)}, which nothing in the file describes.`;
    case "interfaces":
      return `is damaged or made up: ${where} there are more than ${quote.number(damage.value)} interfaces.`;
    case "version":
      return `is of a version (${quote.number(damage.value)}, ${where}) that does not exist.`;
  }
}

export function at({ file, line, column }: AnswerPlace): string {
  return `${neutralise(file)}:${line}:${column}`;
}

/** What the statement calls an answer. */
export function name(key: AnswerKey): string {
  return key;
}

/** What an answer must look like. */
export const shapes: Readonly<Record<AnswerKey, string>> = {
  nonce: "the word that the client sent",
  client_port: "a port (1 to 65535)",
  server_port: "a port (1 to 65535)",
  closed_first: '"client" or "server"',
  data_segments: "a whole number",
  bytes_to_server: "a whole number of bytes",
  bytes_to_client: "a whole number of bytes",
};

/** What the YAML parser stumbles over most often. */
export const yamlErrors: Readonly<Record<string, string>> = {
  MISSING_CHAR: "a quotation mark or a bracket is opened here and never closed",
  TAB_AS_INDENT: "a tab stands where YAML wants spaces",
  BLOCK_AS_IMPLICIT_KEY:
    "there is a second colon in this line; a value with a colon in it needs quotes around it",
  TOO_LARGE: "it is larger than 64 KiB, and the answers are seven lines",
  BAD_INDENT: "this line is not indented like the others",
  MULTILINE_IMPLICIT_KEY: "there is no colon with a space after it in this line",
};

/** What one side has sent. */
export function sent(base64: string): string {
  return base64 === "" ? "no data" : quote.bytes(base64);
}

/** What the capture shows, both ways of counting where they differ. */
export function either(key: AnswerKey, right: readonly string[]): string {
  return right
    .map((one) => (key === "closed_first" ? `that the ${one} did` : one))
    .join(" (or, with what was sent again, ")
    .concat(right.length > 1 ? ")" : "");
}

/** What was counted or mixed up instead. */
export function mistakes(mistake: AnswerMistake, key: AnswerKey): string {
  switch (mistake) {
    case "swapped":
      return key.endsWith("_port")
        ? "The two ports are swapped: the client is who sends the first SYN, and its port is the large one that changes."
        : "That is what the other side sent: the two directions are swapped.";
    case "frames":
      return "That is the number of all packets of the conversation; only those with data count (display filter tcp.len > 0).";
    case "frame-bytes":
      return "That is with all headers, as Wireshark's Conversations window counts. Only the data counts: add up the Len of the packets.";
    case "one-direction":
      return "That is one direction alone; both count.";
    case "all-connections":
      return "That is all connections together; the answers are about one of them. Add its client's port to the display filter: tcp.len > 0 and tcp.port == …";
    case "other-connection":
      return "That is the port of another connection in the same file.";
  }
}

export function packetList(packets: readonly number[]): string {
  const shown = packets.slice(0, 8).join(", ");
  const more = packets.length > 8 ? ", …" : "";
  return packets.length === 1 ? `packet ${shown}` : `packets ${shown}${more}`;
}
