import type { Dialogue } from "../../packets/dialogue.ts";
import type { Answers } from "./answers.ts";
import { nonceIn } from "./nonce.ts";

/**
 * The connection that the answers are about, among all that a file holds: the more of the answers
 * fit the better, and a nonce that came back says more than ports. Undefined when none of it fits: then it is somebody else's file.
 */
export function findDialogue(
  dialogues: readonly Dialogue[],
  { nonce, client_port, server_port }: Answers,
): Dialogue | undefined {
  let best: Dialogue | undefined;
  let most = 0;
  for (const dialogue of dialogues) {
    const { client, server } = dialogue;
    const seen = nonce === undefined ? undefined : nonceIn(dialogue, nonce.value);
    const ports = new Set([client_port?.value, server_port?.value]);
    const score =
      (seen?.toServer === true ? 8 : 0) +
      (seen?.toClient === true ? 8 : 0) +
      (ports.has(client.port) && ports.has(server.port) ? 4 : 0) +
      (client.port === client_port?.value ? 2 : 0);
    if (score > most) {
      most = score;
      best = dialogue;
    }
  }
  return best;
}
