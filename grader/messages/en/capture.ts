import { neutralise } from "../../lib/neutralise.ts";
import type { CaptureCause, CaptureNote } from "../../model/capture-cause.ts";
import type { Catalogue } from "../catalogue.ts";
import { endpoint } from "../endpoint.ts";
import { roleNames } from "./actor.ts";
import {
  at,
  damaged,
  either,
  foreign,
  mistakes,
  name,
  packetList,
  sent,
  shapes,
  wanted,
  yamlErrors,
} from "./capture-words.ts";
import { quote } from "./speech.ts";

/** Why a check of a capture failed. Packets have the numbers that Wireshark shows. */
export const captureCauses: Pick<Catalogue["causes"], CaptureCause["kind"]> = {
  "missing-file": ({ role, found }) =>
    `${wanted[role].missing}${found.length === 0 ? "" : ` Files I saw: ${quote.list(found)}.`} ${wanted[role].advice}`,

  "not-a-capture": ({ file, what, start }) =>
    `${neutralise(file)} is not a capture file: ${foreign[what]}${what === "unknown" ? ` It begins with ${quote.bytes(start)}.` : ""}`,

  "empty-capture": ({ file }) =>
    `${neutralise(file)} is a capture file, but there is no packet in it. Either nothing was sent while you were capturing, or it was the wrong interface: with both programs on one machine that is the loopback (lo; on Windows "Adapter for loopback traffic capture"). tcpdump shows at the end how many packets it has captured.`,

  "damaged-capture": ({ file, packets, damage }) =>
    `${neutralise(file)} ${damaged(damage)} ${packets === 0 ? "No packet" : packets === 1 ? "One packet" : `${quote.number(packets)} packets`} could be read before that. Stop the capture first (Ctrl+C in tcpdump, the red square in Wireshark) and copy the file then; as an attachment or in git it must stay binary.`,

  "capture-too-large": ({ file, what, most }) =>
    what === "bytes"
      ? `${neutralise(file)} is larger than ${quote.number(most >> 20)} MiB. Your conversation has about ten packets: filter by its port in Wireshark and save only what is shown (File, Export Specified Packets, Displayed).`
      : `${neutralise(file)} holds so many TCP packets that I stopped reading. Filter by your server's port in Wireshark and save only what is shown (File, Export Specified Packets, Displayed).`,

  "no-tcp": ({ file, packets, others, unknownLinks }) =>
    `${neutralise(file)} has ${packets === 1 ? "one packet" : `${quote.number(packets)} packets`}, and none of them is TCP: I saw ${others.map((one) => `${neutralise(one.name)} (${quote.number(one.packets)})`).join(", ")}.${unknownLinks.length === 0 ? " UDP has neither a handshake nor a FIN; capture your echo over TCP." : ` Its link layer (number ${unknownLinks.join(", ")}) is one that I can not read: capture on Ethernet, on the loopback or on "any".`}`,

  "answers-unreadable": ({ place, code, error }) =>
    code === undefined && error === undefined
      ? `${at(place)}: I expected lines such as ${quote.text("client_port: 51234")}, and this is something else.`
      : `${at(place)}: this is not valid YAML: ${yamlErrors[code ?? ""] ?? quote.text(error ?? "")}. An answer is a line with a key, a colon, a space and a value, as in ${quote.text("client_port: 51234")}.`,

  "unknown-answer": ({ place, spelt, meant }) =>
    `${at(place)}: nobody asks for ${quote.text(spelt)}.${meant === undefined ? " The keys that count stand in the statement." : ` Did you mean ${quote.text(meant)}?`}`,

  "doubled-answer": ({ place, key }) =>
    `${at(place)}: ${quote.text(name(key))} is answered twice. Leave one of the two.`,

  "bad-answer": ({ place, key, got }) =>
    `${at(place)}: for ${quote.text(name(key))} I expected ${shapes[key]}, and got ${got === "" ? "nothing" : quote.text(got)}.`,

  "missing-answer": ({ file, keys }) =>
    `${neutralise(file)} has no answer for ${quote.list(keys.map(name))}. Every key of the statement's example is needed; Portuguese keys do as well.`,

  "conversation-not-found": ({ nonce, clientPort, serverPort, seen, connections }) =>
    `${connections === 1 ? "The connection in the capture is not" : `None of the ${quote.number(connections)} connections in the capture is`} the one that your answers describe: ${[
      nonce === undefined ? "" : `${quote.text(nonce)} is in no data`,
      clientPort === undefined || serverPort === undefined
        ? ""
        : `no connection goes from port ${clientPort} to port ${serverPort}`,
    ]
      .filter((part) => part !== "")
      .join(", and ")}. What I saw:${quote.block(
      seen
        .map(
          ({ client, server, packet }) =>
            `packet ${packet}: ${endpoint(client)} → ${endpoint(server)}`,
        )
        .join("\n"),
    )}\nIs it the capture of the same run as the answers? The client takes another port each time it is started.`,

  "nonce-not-own": ({ nonce, why }) =>
    why === "handout"
      ? `The word ${quote.text(nonce)} is the handout's: it is in everybody's capture and proves nothing about yours. Have your client send a word of your own, capture that, and write it as nonce.`
      : `The word ${quote.text(nonce)} is too short to be nobody else's. Take one of at least four letters or digits, your name with a number for instance, and capture it anew.`,

  "nonce-not-seen": ({ nonce, missing, toServer, toClient, cut }) =>
    `${missing === "both" ? `Your word ${quote.text(nonce)} crossed in neither direction` : missing === "to-client" ? `Your word ${quote.text(nonce)} went to the server and did not come back` : `Your word ${quote.text(nonce)} came from the server, but the client never sent it`}. The client sent ${sent(toServer)}, and the server sent ${sent(toClient)}.${cut === undefined ? " The word in the answers must be the one that the client really sent, letter by letter." : ` Packet ${cut} was cut short by the capture: leave out tcpdump's -s (or Wireshark's "Limit each packet"), so that the data is kept.`}`,

  "no-handshake": ({ missing, packet }) =>
    missing === "syn"
      ? `The beginning is missing: the first packet of your conversation is packet ${packet}, and it is no SYN. The capture was started after the client had connected. Start it first, then the server, then the client.`
      : missing === "syn-ack"
        ? `Packet ${packet} is the client's SYN, and no SYN, ACK from the server follows. Without it there is no connection.`
        : `The SYN, ACK in packet ${packet} is not followed by the client's ACK (seq=1, ack=1), the third packet of the handshake.`,

  "refused-connection": ({ packet, port }) =>
    `Packet ${packet} is a RST in answer to the SYN: nobody was listening on port ${port}. Start the server before the client.`,

  "wrong-acknowledgment": ({ packet, expected, actual }) =>
    `Packet ${packet} should acknowledge the SYN of the other side, which takes one sequence number: I expected ack=${expected} (relative) and found ack=${actual}. No TCP does that; was the file changed by hand?`,

  "sequence-gap": ({ packet, from, expected, actual }) =>
    `Bytes of the ${roleNames[from]} are missing from the capture: the next should have had seq=${expected}, and packet ${packet} goes on with seq=${actual}. Every packet begins where the one before it ended (seq + len). The capture lost packets, or they were deleted from it.`,

  "acknowledged-unseen": ({ packet, from, acknowledged, seen }) =>
    `In packet ${packet} the ${roleNames[from]} acknowledges everything up to ack=${acknowledged}, but the other side's packets in this file end at ${seen}. What lies between was sent and is not in the capture: it lost packets, or they were deleted from it.`,

  "never-acknowledged": ({ packet, from, end }) =>
    `The data in packet ${packet} of the ${roleNames[from]} ends at ${end}, and no packet of the other side says ack=${end} or more. Did the capture end too early?`,

  "no-teardown": ({ missing, packet }) =>
    missing === "both"
      ? `The end is missing: neither side sends a FIN, and packet ${packet} is the last of the conversation. Let both programs end before you stop the capture.`
      : missing === "ack"
        ? `The FIN in packet ${packet} is never acknowledged. Wait a moment after the programs have ended before you stop the capture.`
        : `The ${roleNames[missing]} never sends a FIN; packet ${packet} is the last of the conversation. Either the capture was stopped too early, or the ${roleNames[missing]} never called close().`,

  "reset-connection": ({ packet, by }) =>
    `The conversation does not end with FIN and ACK: in packet ${packet} the ${roleNames[by]} breaks it off with a RST. That is what the system sends when a program is killed, or closes its socket with data in it that it has not read. Let the program read to the end and call close(), and capture it anew.`,

  "wrong-answer": ({ place, key, given, right, mistake, packets }) =>
    `${at(place)}: ${name(key)} is ${quote.text(given)} in your answers, and the capture shows ${either(key, right)}${packets.length === 0 ? "" : ` (${packetList(packets)})`}.${mistake === undefined ? "" : ` ${mistakes(mistake, key)}`}`,

  "one-connection": ({ port, clientPort }) =>
    `The capture has a single connection to port ${port}, from port ${clientPort}. Run the client a second time while you are capturing: the server's port stays, the client's is another one. In the handout: "porque a cada conexão a porta muda".`,
};

/** What is worth telling about a capture. */
export const captureNotes: Pick<Catalogue["notes"], CaptureNote["kind"]> = {
  "other-traffic": ({ packets, connections }) =>
    `${packets === 1 ? "One packet" : `${quote.number(packets)} packets`} in the capture ${packets === 1 ? "has" : "have"} nothing to do with your server${connections === 0 ? "" : ` (${connections === 1 ? "one other connection" : `${quote.number(connections)} other connections`})`}. The capture filter ${quote.text("tcp port 65432")} keeps them out.`,
  retransmissions: ({ packets }) =>
    `Data was sent again in ${packetList(packets)}: Wireshark calls that a retransmission, or out of order. I accept the counts with and without it.`,
  "closed-together": ({ packets }) =>
    `Both sides closed before either knew of the other's FIN (${packetList(packets)}): either answer is right.`,
};
