import { neutralise } from "../../lib/neutralise.ts";
import type { CauseOf } from "../../model/cause.ts";
import type { Catalogue } from "../catalogue.ts";
import { The, the } from "./actor.ts";
import { quote, rightNow } from "./speech.ts";

type CounterCause =
  | "origin-not-shown"
  | "hears-one-sender"
  | "stopped-sending"
  | "not-counting"
  | "wrong-rhythm";

/** Why a check about the numbered datagrams of a group failed. */
export const counter: Pick<Catalogue["causes"], CounterCause> = {
  "origin-not-shown": (cause, names) =>
    `${The(cause.actor, names)} shows what came, but not who sent it: the datagram came from ${neutralise(cause.address)}, and that stands nowhere on its screen.${cause.screen.trim() === "" ? "" : ` The last it shows:${quote.block(lastLines(cause.screen))}\n`} recv() gives the bytes alone; recvfrom() gives the sender's address as well (getAddress() of the DatagramPacket in Java, the second argument of 'message' in Node). The group's address is not the sender's: it is the same for everybody. In the handout, the println() of MReceiver.`,

  "hears-one-sender": (cause, names) =>
    `Several senders were sending at once, and ${the(cause.actor, names)} shows only one of them: ${quote.text(cause.missing)}, which another had sent, is missing.${cause.screen.trim() === "" ? "" : ` The last it shows:${quote.block(lastLines(cause.screen))}\n`} Whoever is in a group gets what anybody sends there, and the handout's receiver shows it all. Look for a condition that compares addresses, a connect() to whoever came first, or a thread or loop that belongs to one sender.`,

  "stopped-sending": (cause, names) =>
    `${The(cause.actor, names)} sent ${cause.datagrams === 1 ? "one datagram" : `${quote.number(cause.datagrams)} datagrams`} and then no more.${rightNow(cause)} The sender of this exercise goes on until somebody presses Ctrl+C, and nobody types anything for it: put sending and waiting into while True. In the handout, the while (true) of MSender.`,

  "not-counting": (cause, names) =>
    `The numbers in the datagrams of ${the(cause.actor, names)} should be 1, 2, 3, …, one more each time. Its first ones say ${quote.list(cause.texts)}. ${mistakes[cause.mistake]} In the handout, counter++ in MSender.`,

  "wrong-rhythm": (cause, names) =>
    `${The(cause.actor, names)} sends a datagram about every ${milliseconds(cause.gapMs)}; the handout's sends one every 500 ms, and anything from ${cause.least} to ${cause.most} ms passes. By the capture's clock, the last gaps were ${cause.gaps.map(milliseconds).join(", ")}; what counts is their median. ${cause.gapMs > cause.most ? "It waits too long" : "It waits too little"}: look at the unit. Half a second is time.sleep(0.5) in Python, Thread.sleep(500) in Java, setInterval(…, 500) in Node, usleep(500000) in C; once in every round of the loop.`,
};

const mistakes: Readonly<Record<CauseOf<"not-counting">["mistake"], string>> = {
  "no-number":
    'I find no number in them. Put the counter into the text, as in f"Multicast numero {counter}".',
  "begins-elsewhere":
    "They do rise by one, but do not begin with 1: raise the counter before you send, or let it start at 1.",
  stays:
    "The number stays the same: set the counter once, before the loop, and raise it in every round.",
  skips: "Some numbers are missing or out of order: raise the counter by one, once in every round.",
};

function milliseconds(value: number): string {
  return `${Math.round(value)} ms`;
}

function lastLines(screen: string): string {
  return screen.trimEnd().split("\n").slice(-3).join("\n");
}
