import { neutralise } from "../../lib/neutralise.ts";
import type { CauseOf } from "../../model/cause.ts";
import { roleOf } from "../../model/role.ts";
import { block } from "../block.ts";
import type { Catalogue } from "../catalogue.ts";
import { byteMistake, differenceBlock } from "../difference.ts";
import { likelyNames } from "../names.ts";
import { ending, roleNames, The, the, theShort } from "./actor.ts";
import { attempts } from "./attempts.ts";
import { datagramCauses } from "./datagrams.ts";
import { echo } from "./echo.ts";
import { captureCauses } from "./capture.ts";
import { advice, at, crash, excerpt } from "./error.ts";
import { notShown, oneRecv } from "./lessons.ts";
import { limit } from "./limits.ts";
import { manyClients } from "./many-clients.ts";
import { byteMistakes } from "./mistakes.ts";
import { counter } from "./counter.ts";
import { multicast } from "./multicast.ts";
import { program } from "./program.ts";
import { quote, rightNow } from "./speech.ts";
import { tcpLife } from "./tcp-life.ts";

/** Why a check failed, as a teacher would put it. */
export const causes: Catalogue["causes"] = {
  ...echo,
  ...manyClients,

  "missing-role": ({ role, found }) =>
    `I could not find the ${roleNames[role]} in your submission.${found.length === 0 ? " There is no program in the folder at all." : ` Programs I saw: ${quote.list(found)}.`} Give the file a name that says its part (${likelyNames(role)}), or point to it in sockgrade.yaml.`,

  "not-gradable": ({ reason }) =>
    `What was handed in can not be graded. The grader says:\n${block(reason)}\nHand in the programs themselves, with names that tell one from the other, or name them in sockgrade.yaml.`,

  ...program,

  crashed: (cause, names) =>
    `${The(cause.actor, names)} crashed${at(cause.place, names.file(cause.actor))}: ${crash(cause)}.${excerpt(cause.place)}${advice(cause)}`,

  "exited-early": (cause, names) =>
    `${The(cause.actor, names)} ended too early${ending(cause)}, in the middle of the conversation.${cause.code === 0 ? " There was no error: the program simply reached its end." : ""} Is there a loop missing around this part, or a condition that leaves it too soon?`,

  "not-exited": (cause, names) =>
    `${The(cause.actor, names)} should have ended and is still there.${rightNow(cause)} After the goodbye, leave the loop, close the socket and let the program reach its end.`,

  "exit-code": (cause, names) =>
    `${The(cause.actor, names)} did its work but ended badly${ending(cause)}; a good end is code 0.${cause.lastLine === "" ? "" : ` The last line it left was ${quote.text(cause.lastLine)}.`}${advice(cause)}`,

  spinning: (cause, names) =>
    `${The(cause.actor, names)} burnt ${quote.seconds(cause.cpuMs)} of processor time going round a loop without waiting for anything. Nearly always it is this: the other side has closed, recv() now returns 0 bytes at once, and the loop does not notice. Take 0 bytes as the end of the conversation (if not data: break); in the handout, the end of "TCP".`,

  "killed-grader": () =>
    "Twice, running this check ended the process that was watching your programs. A program may end only itself and what it has started: look for kill(), or for memory that grows without end.",
  flooding: (cause, names) =>
    `${The(cause.actor, names)} has written ${quote.number(cause.bytes)} bytes to its screen and does not stop, so I had to. It looks like a print() in a loop that never waits. Check what happens when recv() returns 0 bytes.`,

  "limit-hit": limit,

  "not-listening": (cause, names) =>
    `${The(cause.actor, names)} has not opened any port, so nobody can talk to it.${rightNow(cause)} Check that bind() and, for TCP, listen() are called before it waits for anything else; in the handout, "TCP".`,

  "not-connected": (cause, names) =>
    `${The(cause.actor, names)} did not connect to the server${cause.listening === undefined ? "" : `, which was waiting at ${neutralise(cause.listening.address)} port ${cause.listening.port}`}.${attempts(cause)}${cause.lastLine === "" ? "" : ` The last line it left was ${quote.text(cause.lastLine)}.`}${rightNow(cause)} Compare the address and port in connect() with those in bind().`,

  "wrong-port": (cause, names) =>
    `${The(cause.actor, names)} uses port ${cause.actual}, but the handout asks for ${cause.expected}. Change the number in the code; both programs must use the same one.`,

  "not-accepted": (cause, names) =>
    `${The(cause.actor, names)} did not serve ${cause.nth === 1 ? "the client" : `client number ${cause.nth}`}: the connection stayed in the system's queue, without an accept().${rightNow(cause)} That queue (the number in listen()) makes a client believe that it is connected; it is accept() that serves it, and it must be called again for every client.`,

  "not-closed": (cause, names) =>
    `${The(cause.actor, names)} did not close the connection: no FIN left it, and the other side cannot know that this is the end.${rightNow(cause)} Call close() on the connection's socket (on the server, the one accept() returned); in the handout, "TCP".`,

  "connection-reset": (cause, names) =>
    `${The(cause.actor, names)} tore the connection down with RST instead of ending it with FIN; the other side sees an error, not an end. That happens when a socket is closed with bytes still unread, or when the program dies halfway. Read everything before you call close().`,

  "closed-early": (cause, names) =>
    `${The(cause.actor, names)} closed the connection too early: the conversation was not over. Check that close() did not end up inside the loop, and that no condition leaves before the goodbye.`,

  ...tcpLife,

  "never-asked": (cause, names) =>
    `${The(cause.actor, names)} never read its keyboard: I was going to type ${quote.text(cause.typed)}, but it did not ask.${rightNow(cause)} Check that the program gets to input() at this point; ${roleOf(cause.actor) === "sender" ? 'in the handout, the last line of the sender in "IP-Multicast"' : 'in the handout, the table in "Ping-Pong" shows the order'}.`,

  "not-shown": (cause, names) => notShown(cause, the(cause.actor, names)),

  "nothing-shown": (cause, names) =>
    `${The(cause.actor, names)} showed nothing ${afterWhat[cause.after]}. Whoever looks at the terminal needs to know what is going on: one print() will do. If the print() is there, flush it: print(…, flush=True).`,

  "screen-hidden": (cause, names) =>
    `${The(cause.actor, names)} printed ${quote.text(cause.expected)}, but the text stayed in the output buffer and did not appear in time. Flush it: print(…, flush=True) in Python, System.out.flush() in Java, fflush(stdout) in C.`,

  "bytes-literal": (cause, names) =>
    `${The(cause.actor, names)} showed ${quote.text(cause.actual)} instead of ${quote.text(cause.expected)}. The b'…' is how Python writes bytes: recv() returns bytes, not text. Decode before you print: print(data.decode()); in the handout, client.py in "TCP".`,

  "stale-tail": (cause, names) =>
    `${The(cause.actor, names)} showed ${quote.text(cause.actual)} instead of ${quote.text(cause.expected)}: the end is left over from an earlier, longer message that was still in the buffer. Use only the n bytes that the read returned: new String(buf, 0, n) in Java, buf[n] = 0 in C.`,

  "mangled-text": (cause, names) =>
    `The accents got lost in ${the(cause.actor, names)}: expected ${quote.text(cause.expected)}, got ${quote.text(cause.actual)}. Both sides need the same encoding: encode("utf-8") before sending, decode("utf-8") after receiving.`,

  glued: (cause, names) =>
    `${The(cause.actor, names)} showed the messages glued together, ${quote.text(cause.actual)}, not one by one: ${quote.list(cause.expected)}. Over TCP bytes arrive in a row and nothing marks where a message ends: your program has to take them apart before it prints. In the handout, "Múltiplos Pacotes".`,

  "one-recv-is-not-one-message": (cause, names) => oneRecv(cause, the(cause.actor, names)),

  "no-pause": (cause, names) =>
    `${The(cause.actor, names)} made no pause after the first message. The handout asks for a sleep() there, in "Múltiplos Pacotes": it is during that pause that the other two messages arrive and join up, which is what the exercise wants you to see.`,

  "not-sent": (cause, names) =>
    `${quote.bytes(cause.expected)} never left ${the(cause.actor, names)} for ${theShort(cause.to)}: nothing of it passed on the wire.${rightNow(cause)} Check that the program gets to send(), on the right connection, and that the text becomes bytes first: connection.sendall(text.encode()).`,

  "wrong-bytes": (cause, names) =>
    `${The(cause.actor, names)} sent ${quote.bytes(cause.actual)} instead of ${quote.bytes(cause.expected)}. The first difference is at byte ${cause.offset + (cause.before ?? 0)}, counting from 0:${differenceBlock(cause, { expected: "expected", actual: "sent", byte: `byte ${cause.offset + (cause.before ?? 0)}` })}\n${byteMistakes[byteMistake(cause)]}`,

  "unexpected-bytes": (cause, names) =>
    `${The(cause.actor, names)} sent bytes that should not be there: ${quote.bytes(cause.actual)}.${quote.dump(cause.actual) || " "}Is there one send() too many, or does the same message leave twice?`,

  ...multicast,
  ...datagramCauses,
  ...counter,

  "not-waiting-again": (cause, names) =>
    `The client left and ${the(cause.actor, names)} did not go back to waiting for the next one.${rightNow(cause)} After closing a connection, return to accept(): two loops, one inside the other, clients outside and messages inside. In the handout, the last line of the table in "Ping-Pong".`,

  "everyone-receives": () =>
    `Both programs are sitting in recv(), each waiting for the other to speak, so nobody ever will (a deadlock). In the handout's "Ping-Pong" the client speaks first and then they take turns. Look for a recv() that is called twice in a row, a send() that is missing, or a wait for a "\\n" that the other side does not send.`,

  "spoke-first": (cause, names) =>
    `${The(cause.actor, names)} spoke out of turn: it sent ${quote.text(cause.actual)} before it had received anything. In the handout's "Ping-Pong" the client begins.`,

  "word-not-honoured": (cause, names) =>
    `I typed ${quote.text(cause.word)} and ${the(cause.actor, names)} did not end.${rightNow(cause)} Compare the line without its line end: text.strip() == ${quote.text(cause.word)}. In the handout, "Ping-Pong": the loop goes on until the user types SAIR.`,

  "ended-by-message": (cause, names) =>
    `${The(cause.actor, names)} ended when it saw ${quote.text(cause.message)}, which is an ordinary message. Compare the whole line (text == "SAIR"), not a part of it ("SAIR" in text).`,

  ...captureCauses,

  "too-slow": (cause, names) =>
    `${cause.actor === undefined ? "The check" : The(cause.actor, names)} went over the limit of ${quote.seconds(cause.limitMs)} and I had to stop it. Look for a long sleep(), or a loop that keeps asking for the time instead of waiting for data.`,
};

const afterWhat: Readonly<Record<CauseOf<"nothing-shown">["after"], string>> = {
  connected: "when the connection was made",
  disconnected: "when the connection ended",
  started: "when it started",
};
