import type { CauseOf } from "../../model/cause.ts";
import { quote, rightNow } from "./speech.ts";

/** The one thing this course is about: a stream of bytes has no messages in it. */
export function oneRecv(cause: CauseOf<"one-recv-is-not-one-message">, actor: string): string {
  const shown = `${actor} showed ${quote.text(cause.actual)} instead of ${quote.list(cause.expected)}`;
  if (cause.delivered === "merged") {
    return `One recv() is not one message. This time the network delivered everything at once, and ${shown}. TCP is a stream of bytes: it does not keep where one send() ended and the next began, and recv() returns what has arrived so far, be it half a message or three. Mark where each message ends (a "\\n", or its length in front) and take them apart when you receive; in the handout, "Múltiplos Pacotes".`;
  }
  const pieces =
    cause.pieceBytes === undefined
      ? "in pieces"
      : `in pieces of ${quote.number(cause.pieceBytes)} ${cause.pieceBytes === 1 ? "byte" : "bytes"}`;
  return `One recv() is not one message. This time the network delivered the bytes ${pieces}, and ${shown}. TCP is a stream of bytes: recv(1024) means "up to 1024, whatever is here by now", even if that is half a word or half an accented letter. Collect what comes in a loop until the message is whole (up to the "\\n", or up to the agreed length), and only then decode and show it; in the handout, "Múltiplos Pacotes".`;
}

/** A text is not on a screen, and how far it got says whose mistake that is. */
export function notShown(cause: CauseOf<"not-shown">, actor: string): string {
  return `${whereItIs(cause, actor)}${onScreen(cause.screen)}`;
}

function whereItIs(cause: CauseOf<"not-shown">, actor: string): string {
  const expected = quote.text(cause.expected);
  switch (cause.arrived) {
    case "never-sent":
      return `I expected to read ${expected} on the screen of ${actor}, but it never got that far: the other side did not send it. The fault is with the sender, not with what shows it.`;
    case "not-read":
      return `${expected} has reached ${actor} and lies in the socket's queue: the program did not call recv() to fetch it.${rightNow(cause)}`;
    case "read":
      return `recv() in ${actor} took ${expected}, but it did not appear on the screen. Either the print() is missing or the text is still in the output buffer: try print(…, flush=True).`;
    case "unknown":
      return `I expected to read ${expected} on the screen of ${actor}, and it did not appear. From here I cannot tell whether the bytes arrived: check first that the other side sends, then that this one receives and prints.`;
  }
}

function onScreen(screen: string): string {
  const shown = screen.trim();
  return shown === "" ? " Its screen is empty." : ` Its screen shows ${quote.text(shown)}.`;
}
