import type { PairedDatagramClient } from "../../scenario/datagram-client.ts";
import type { ProgramActor } from "../../scenario/program-actor.ts";
import type { DatagramPeer } from "../../wire/datagram-peer.ts";
import type { UdpRelay } from "../../wire/udp-relay.ts";

/** A student's UDP client that has been started, with the datagrams that it has sent. */
export interface StartedClient {
  readonly actor: ProgramActor;
  /** Undefined where they are not seen. */
  sent(): readonly Buffer[] | undefined;
  /** Sends a datagram back to where its last one came from, where the grader plays the server. */
  answer(bytes: Uint8Array | string): void;
}

/** A client whose server is played by the grader, at every port that the client may have in its code. */
export function clientOfPeers({
  actor,
  peers,
}: Readonly<{ actor: ProgramActor; peers: readonly DatagramPeer[] }>): StartedClient {
  return {
    actor,
    sent: () => peers.flatMap(({ received }) => received.map(({ bytes }) => bytes)),
    answer(bytes) {
      const peer = peers.find(({ received }) => received.length > 0);
      const last = peer?.received.at(-1);
      if (last !== undefined) peer?.send(Buffer.from(bytes), last.from);
    },
  };
}

/**
 * A client of the student's own server, with the relay between them.
 * @param before how many passages the relay had when it started.
 */
export function clientOfServer(
  { actor, isDirect }: PairedDatagramClient,
  relay: UdpRelay,
  before: number,
): StartedClient {
  return {
    actor,
    sent: () =>
      isDirect
        ? undefined
        : relay.passages.slice(before).flatMap((passage) => passage.sentBy("client")),
    answer: () => undefined,
  };
}
