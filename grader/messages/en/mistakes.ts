import type { ByteMistake } from "../difference.ts";
import type { Mistake } from "../mistake.ts";

/** What to do about the errors that students meet often. */
export const mistakes: Readonly<Record<Mistake, string>> = {
  "needs-bytes": "Only bytes travel on a network: before you send, text.encode().",
  "needs-text": "What recv() returns is bytes: before you join it with text, data.decode().",
  "address-in-use":
    "The port is taken, by another server or by one that has just closed. Set SO_REUSEADDR before bind().",
  "not-our-address":
    'bind() takes an address of this machine, or "" for all of them. One that is written in the code is right on one machine only: take it from an argument.',
  "udp-port-in-use":
    "Another program has that UDP port. Only the server needs one that is known: a client leaves bind() out, or binds port 0, and gets one of its own.",
  refused: "Nobody was listening at that address and port: compare them with the server's bind().",
  reset:
    "The other side left in the middle of the conversation. A server has to survive that: handle the error around recv() and send().",
  "keyboard-ended":
    "The program wanted another line and the keyboard had no more. Does it ask for more than the handout does?",
  "not-utf8":
    "The bytes are not a whole text: either half an accented letter arrived (recv() cuts where it likes), or the other side does not use UTF-8.",
  "unknown-host":
    "The name of the machine was not found: check the address given to connect() or bind().",
  "no-argument":
    "If that position is one of sys.argv (or args), the program expects arguments; the handout runs it without any.",
  "socket-closed": "The program uses a socket after closing it. Is close() inside the loop?",
  "segmentation-fault":
    "That is a segmentation fault: a pointer or an index out of place. Compile with -g -fsanitize=address to see the line.",
};

/** The same for bytes that are not the right ones. */
export const byteMistakes: Readonly<Record<ByteMistake, string>> = {
  "extra-newline":
    'There is a line end too many at the end: the line from the keyboard was probably sent with its "\\n".',
  "missing-newline": "Only the line end at the end is missing.",
  "nul-padding":
    "The text is right, but zero bytes follow it: the whole buffer was sent. Send only as much as the text is long (strlen, not sizeof).",
  "length-prefix":
    "The text is right, but its length stands in front, as Java's writeUTF() does. The handout asks for the text alone.",
  "cut-short":
    "The beginning is right and the end is missing. In C, sizeof of a pointer is 8: use strlen(); in Python, sendall() makes sure that everything leaves.",
  "letter-case":
    "The letters are the right ones, but small ones are left among them: in Python, data.upper() makes capitals of bytes and of text alike.",
  nothing: "Not a single byte left.",
  different:
    "Send the text just as it is, without changing capitals, spaces or accents; in Python, text.encode() already uses UTF-8.",
};
