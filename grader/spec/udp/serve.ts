import type { ProgramActor } from "../../scenario/program-actor.ts";
import { findOnScreen, visibleText } from "../../scenario/screen-match.ts";
import type { Stage } from "../../scenario/stage.ts";
import { until } from "../../scenario/until.ts";
import { deafTo } from "./deafness.ts";
import type { UdpPeer } from "./udp-peer.ts";

/**
 * Waits until a server has answered a scripted client's message: with an echo, or with what its
 * operator types once the message is on the screen. Whatever the server asks its operator before
 * that (about an empty datagram, a goodbye, a copy) gets an answer too.
 * @param reply gives the operator's next answer, a new one each time.
 */
export async function serves(
  stage: Stage,
  server: ProgramActor,
  peer: UdpPeer,
  text: string,
  reply: () => string,
): Promise<void> {
  const replies: string[] = [text];
  const isAnswered = () =>
    peer.received.some((bytes) => replies.some((answer) => bytes.includes(answer)));
  for (let turn = 0; turn < mostQuestions; turn += 1) {
    const outcome = await until(
      stage,
      (looks, atRest) => {
        if (isAnswered()) return "answered";
        return server.isAtKeyboard(looks.get(server), atRest) ? "asks" : undefined;
      },
      [server],
    );
    if ("reached" in outcome && outcome.reached === "answered") return;
    if ("stuck" in outcome) {
      failIfTruncated(stage, server, peer, text);
      server.missed("sends", replies.at(-1));
      const deaf = deafTo(server, peer.port);
      if (deaf !== undefined) stage.fail(deaf);
      const expected = Buffer.from(replies.at(-1) ?? "").toString("base64");
      const cause = { actor: server.name, to: peer.name, expected } as const;
      server.failStuck(outcome.stuck, { kind: "not-sent", ...cause });
    }
    const answer = reply();
    if (findOnScreen(server.screen.text, text).found === "shown") replies.push(answer);
    server.typeNow(answer);
  }
  stage.fail({ kind: "never-asked", actor: server.name, typed: text });
}

/**
 * Has a server deal with all that a peer has sent, copies and latecomers as well, and its operator answer
 * whatever it asks. How many answers it gives is its own affair: who knows copies may leave them out.
 */
export async function dealsWith(
  stage: Stage,
  server: ProgramActor,
  peer: UdpPeer,
  reply: () => string,
): Promise<void> {
  const isDone = () => !peer.isHolding && peer.received.length >= peer.delivered;
  for (let turn = 0; turn < mostQuestions; turn += 1) {
    const outcome = await until(
      stage,
      (looks, atRest) => {
        if (isDone()) return "done";
        return server.isAtKeyboard(looks.get(server), atRest) ? "asks" : undefined;
      },
      [server],
    );
    if ("reached" in outcome && outcome.reached === "done") return;
    if ("reached" in outcome) server.typeNow(reply());
    else if (outcome.stuck.why === "settled") return;
    else server.failStuck(outcome.stuck, { kind: "not-waiting-again", actor: server.name });
  }
}

/** More than a check sends datagrams. */
const mostQuestions = 12;

/** Fails if only the beginning of a long text is on a screen, or came back. */
export function failIfTruncated(
  stage: Stage,
  actor: ProgramActor,
  peer: UdpPeer | undefined,
  text: string,
): void {
  if (text.length < shortestCut) return;
  const places = [visibleText(actor.screen.text), ...(peer?.received ?? []).map(String)];
  const kept = Math.max(...places.map((place) => commonBeginning(place, text)));
  if (kept === 0 || kept === text.length) return;
  actor.missed("prints", text);
  stage.fail({ kind: "truncated-datagram", actor: actor.name, sent: text.length, kept });
}

/** No buffer for messages is smaller. */
const shortestCut = 100;

/** How much of the beginning of a text stands somewhere; it must not repeat itself. */
function commonBeginning(place: string, text: string): number {
  let [kept, tooLong] = [0, text.length + 1];
  while (tooLong - kept > 1) {
    const middle = Math.floor((kept + tooLong) / 2);
    if (place.includes(text.slice(0, middle))) kept = middle;
    else tooLong = middle;
  }
  return kept;
}
