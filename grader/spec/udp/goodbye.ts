import { hasBytesUnderWay } from "../../scenario/bytes-under-way.ts";
import { until } from "../../scenario/until.ts";
import type { DatagramPair } from "./datagram-pair.ts";

/**
 * After the client has left: if its goodbye has crossed the wire, the server may ask its operator for
 * one last reply, and gets it; that is only noted. @param before how many datagrams it had sent until then.
 */
export async function replyToGoodbye(
  pair: DatagramPair,
  word: string,
  before: number,
): Promise<void> {
  const { server, stage } = pair;
  if (pair.sentBy(pair.client).length === before) return;
  const outcome = await until(
    stage,
    (looks, atRest) => {
      const look = looks.get(server);
      if (server.isAtKeyboard(look, atRest)) return "asks";
      const isBack = look?.awaitsDatagram === true && look.motion !== "moving";
      return isBack && !hasBytesUnderWay(stage) ? "waits" : undefined;
    },
    [server],
  );
  if (!("reached" in outcome) || outcome.reached === "waits") return;
  server.typeNow("tchau");
  stage.note({ kind: "reply-to-exit-word", actor: server.name, word });
}
