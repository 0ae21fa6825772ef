import type { Attempt } from "../model/cause.ts";
import type { TcpConversation } from "../model/conversation.ts";

/** What became of the first SYN of a connection; undefined where that was not seen. */
export function attemptOf(conversation: TcpConversation): Attempt | undefined {
  const { server: to, syn, refused, synAck } = conversation;
  if (syn === undefined) return undefined;
  const answer = refused !== undefined ? "refused" : synAck === undefined ? "nothing" : "accepted";
  return { protocol: "tcp", to, answer };
}
