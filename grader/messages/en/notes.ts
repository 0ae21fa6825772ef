import { neutralise } from "../../lib/neutralise.ts";
import type { Catalogue } from "../catalogue.ts";
import { The, the } from "./actor.ts";
import { buildingNotes } from "./building.ts";
import { captureNotes } from "./capture.ts";
import { endpoint } from "../endpoint.ts";
import { limitInPassing } from "./limits.ts";
import { quote } from "./speech.ts";

/** What is worth telling and costs nothing. */
export const notes: Catalogue["notes"] = {
  "ends-with-newline": ({ actor }, names) =>
    `${The(actor, names)} ends every message with "\\n" on the wire. That is a good mark of a message's end, as long as the other side expects it too.`,
  "needs-terminal": ({ actor }, names) =>
    `${The(actor, names)} shows what it prints only in a terminal; elsewhere the text stays in the buffer. I gave it a terminal. With a flush (print(…, flush=True)) it would work anywhere.`,
  "exit-code": ({ actor, code }, names) =>
    `${The(actor, names)} did everything right, but left with code ${code}; by convention 0 means that all went well (in C, int main and return 0).`,
  "reply-to-exit-word": ({ actor, word }, names) =>
    `${The(actor, names)} asks for a reply even to ${quote.text(word)}, when nobody is left at the other end to read it.`,
  "foreign-address": ({ role, address }, names) =>
    `The address ${neutralise(address)} is written in the code of ${the(role, names)}. It worked here because every address belongs to this machine; elsewhere it would work only in the network where you wrote it.`,
  "other-port": ({ role, expected, actual }, names) =>
    `${The(role, names)} uses port ${actual}; the handout uses ${expected}. It works all the same, as long as both sides agree.`,
  "privileged-port": ({ role, port }, names) =>
    `${The(role, names)} uses port ${port}. It worked here, where every port is free to use; on most machines only the administrator may listen below 1024.`,
  "message-as-argument": ({ actor }, names) =>
    `${The(actor, names)} takes its message from the command line. The handout's reads a line from the keyboard; either way it is the operator who says what is sent.`,
  "limit-hit": limitInPassing,
  ...buildingNotes,
  ...captureNotes,
  "no-wire": () =>
    "The bytes on the wire cannot be seen on this machine: I looked only at screens and keyboards.",
  "past-the-relay": ({ protocol, to, bytes }) =>
    `The client sent ${quote.number(bytes)} B to ${endpoint(to)} over ${protocol.toUpperCase()}, which is not the conversation with the server. If that is how the two of them are meant to talk, the server on another machine would never hear it.`,
};
