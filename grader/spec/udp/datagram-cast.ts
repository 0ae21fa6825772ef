import { type Random, shuffled } from "../../lib/random.ts";
import {
  type FaultPlans,
  openUdpRelay,
  startDatagramClientAlone,
  startPairedDatagramClient,
} from "../../scenario/datagram-client.ts";
import { startDatagramServer } from "../../scenario/datagram-server.ts";
import type { ListeningServer } from "../../scenario/server.ts";
import type { Stage } from "../../scenario/stage.ts";
import { until } from "../../scenario/until.ts";
import type { Words } from "../../scenario/words.ts";
import type { Fault } from "../../wire/datagram-faults.ts";
import { DatagramPeer } from "../../wire/datagram-peer.ts";
import { DatagramPair } from "./datagram-pair.ts";
import { clientOfPeers, clientOfServer } from "./started-client.ts";
import { type SpeakingClient, startSpeaking } from "./speaking-client.ts";
import { type Frames, learnFrames } from "./learn-frames.ts";
import { replyToGoodbye } from "./goodbye.ts";
import { speakInterleaved } from "./interleaved.ts";
import { dealsWith, serves } from "./serve.ts";
import { UdpPeer } from "./udp-peer.ts";

/** Everybody that a story over UDP can call on stage. */
export class DatagramCast {
  readonly #stage: Stage;
  readonly #random: Random;
  #peers = 0;

  constructor(stage: Stage, random: Random) {
    this.#stage = stage;
    this.#random = random;
    stage.datagrams ??= [];
  }

  /** Starts the student's server and waits until it has bound a UDP port. */
  async server(): Promise<ListeningServer> {
    return await startDatagramServer(this.#stage);
  }

  /** Waits until the server waits for datagrams, in whatever call, with nothing else to ask first. */
  async waitsForDatagrams({ actor, listening }: ListeningServer): Promise<void> {
    const waitsThere = () =>
      this.#stage.kernel.kind === "silence" ||
      actor
        .sockets()
        .some(
          ({ inode, local }) =>
            local.port === listening.port && actor.look().receiving.includes(inode),
        );
    const outcome = await until(this.#stage, waitsThere, [actor]);
    if ("reached" in outcome) return;
    actor.failStuck(outcome.stuck, { kind: "not-waiting-again", actor: actor.name });
  }

  /** Starts the student's server and client, with a relay for their datagrams between them. */
  async pair(faults: FaultPlans = {}): Promise<DatagramPair> {
    this.#stage.launchOf("client");
    const server = await startDatagramServer(this.#stage);
    const relay = await openUdpRelay(this.#stage, server, faults);
    let clients = 0;
    return await DatagramPair.meet(this.#stage, server, relay, async () => {
      clients += 1;
      const name = clients === 1 ? "client" : (`client${clients}` as const);
      return await startPairedDatagramClient(this.#stage, relay, name);
    });
  }

  /**
   * A client of the student's server that the grader plays: `peer`, `peer2`, …, each with its own port.
   * @param faults what happens to the datagrams that it sends, the first fault to the first.
   */
  async peer(server: ListeningServer, faults: readonly Fault[] = []): Promise<UdpPeer> {
    this.#peers += 1;
    const name = this.#peers === 1 ? "peer" : (`peer${this.#peers}` as const);
    const address = server.at.address.includes(":") ? "::" : "0.0.0.0";
    const socket = await this.#stage.network.bindDatagrams("server", { address, port: 0 });
    const { observer } = this.#stage;
    const peer = new DatagramPeer(socket, { name, other: server.actor.name, observer, faults });
    this.#stage.datagrams?.push(peer);
    this.#stage.owns(() => peer.close());
    return new UdpPeer(this.#stage, peer, server.actor, server.at);
  }

  /**
   * Starts the student's client towards a server that the grader plays.
   * @param word what it is to say: typed when it asks, else given as an argument; a client that has a
   * message in its code says that one.
   */
  async speakingClient(word: string): Promise<SpeakingClient> {
    return await startSpeaking(this.#stage, word, async (args) => {
      return clientOfPeers(await startDatagramClientAlone(this.#stage, args));
    });
  }

  /** Starts the student's server, and a client that says something, as {@link speakingClient} does. */
  async speakingPair(word: string): Promise<SpeakingClient> {
    this.#stage.launchOf("client");
    const server = await startDatagramServer(this.#stage);
    const relay = await openUdpRelay(this.#stage, server, {});
    return await startSpeaking(this.#stage, word, async (args) => {
      const before = relay.passages.length;
      const client = await startPairedDatagramClient(this.#stage, relay, "client", args);
      return clientOfServer(client, relay, before);
    });
  }

  /** Waits until the server has answered a peer's message, as {@link serves} tells. */
  async serves(
    server: ListeningServer,
    peer: UdpPeer,
    text: string,
    reply: () => string,
  ): Promise<void> {
    await serves(this.#stage, server.actor, peer, text, reply);
  }

  /** Has a server deal with all that a peer has sent, whatever becomes of it on the way. */
  async dealsWith(server: ListeningServer, peer: UdpPeer, reply: () => string): Promise<void> {
    await dealsWith(this.#stage, server.actor, peer, reply);
  }

  /** A bad network for five datagrams: one of them is lost, one doubled, one overtaken, one delayed. */
  badNetwork(): readonly Fault[] {
    return shuffled(["lose", "double", "overtaken", "delay", "none"], this.#random);
  }

  /** Answers a goodbye that has crossed the wire, if the server asks, as {@link replyToGoodbye} tells. */
  async replyToGoodbye(pair: DatagramPair, word: string, before: number): Promise<void> {
    await replyToGoodbye(pair, word, before);
  }

  /** Several clients speak, in this order, before any is answered; then each gets its own answer. */
  async interleaved(clients: readonly DatagramPair[], words: Words): Promise<void> {
    await speakInterleaved(clients, words);
  }

  /**
   * How the student's programs put a message into a datagram, learnt from three rounds of theirs.
   * @throws CheckUnavailable when no rule fits, or datagrams are not seen.
   */
  async learnFrames(pair: DatagramPair, words: Words): Promise<Frames> {
    return await learnFrames(pair, words);
  }
}
