import { hasBytesUnderWay } from "../../scenario/bytes-under-way.ts";
import type { PairedDatagramClient } from "../../scenario/datagram-client.ts";
import type { ProgramActor } from "../../scenario/program-actor.ts";
import { findOnScreen } from "../../scenario/screen-match.ts";
import type { ListeningServer } from "../../scenario/server.ts";
import type { Stage } from "../../scenario/stage.ts";
import { until } from "../../scenario/until.ts";
import type { UdpRelay } from "../../wire/udp-relay.ts";
import { arrivalOf, explainSilence, failFor, failIfStrayed, failUnanswered } from "./blame.ts";
import { shownSinceItCame } from "./echo.ts";
import { failIfTruncated } from "./serve.ts";

/** Who makes the answers of a server: its operator at the keyboard, or the server itself (an echo). */
export type Answering = "by-operator" | "by-itself";

/** A message and its answer, and the datagrams that each became. */
export type Round = Readonly<
  Record<"ping" | "pong", Readonly<{ text: string; datagrams: readonly Buffer[] }>>
>;

type TextOptions = Readonly<{
  /** Accents and case count. */
  exactly?: boolean;
}>;

/** A student's UDP server and one of its clients, each at its own terminal, their datagrams observed. */
export class DatagramPair {
  readonly listening: ListeningServer;
  readonly client: ProgramActor;
  /** The datagrams go past the relay and are not seen: the machine is shared. */
  readonly isDirect: boolean;
  readonly stage: Stage;
  readonly relay: UdpRelay;
  readonly #startClient: () => Promise<PairedDatagramClient>;

  static async meet(
    stage: Stage,
    server: ListeningServer,
    relay: UdpRelay,
    startClient: () => Promise<PairedDatagramClient>,
  ): Promise<DatagramPair> {
    return new DatagramPair(stage, server, relay, startClient, await startClient());
  }

  private constructor(
    stage: Stage,
    server: ListeningServer,
    relay: UdpRelay,
    startClient: () => Promise<PairedDatagramClient>,
    { actor, isDirect }: PairedDatagramClient,
  ) {
    this.stage = stage;
    this.listening = server;
    this.relay = relay;
    this.#startClient = startClient;
    this.client = actor;
    this.isDirect = isDirect;
  }

  get server(): ProgramActor {
    return this.listening.actor;
  }

  /** One more client of the same server, as in one more terminal. */
  async another(): Promise<DatagramPair> {
    return await DatagramPair.meet(this.stage, this.listening, this.relay, this.#startClient);
  }

  /** There is no connection that could be closed: the conversation is over with the client, or with its socket. */
  get isClosed(): boolean {
    const holdsSocket = this.client.sockets().some(({ protocol }) => protocol === "udp");
    return this.client.isOver || (!holdsSocket && this.sentBy(this.client).length > 0);
  }

  /** The datagrams between this client and the server that this program has sent, delivered or not. */
  sentBy(actor: ProgramActor): readonly Buffer[] {
    const side = actor.role === "server" ? "server" : "client";
    return this.relay.passages
      .filter(({ client }) => client === this.client.name)
      .flatMap((passage) => passage.sentBy(side));
  }

  /**
   * One round as the handout has it: a message crosses, and an answer comes back. Who makes the
   * answer is the server's choice: its operator, who types `pong`, or an echo.
   * @returns the datagrams that both became; none where they are not seen.
   */
  async round(ping: string, pong: string, options: TextOptions = {}): Promise<Round> {
    const [pings, pongs] = [this.sentBy(this.client).length, this.sentBy(this.server).length];
    await this.clientTells(ping, options);
    const isEcho = (await this.answering(ping)) === "by-itself";
    if (isEcho) await this.showsEcho(ping, options);
    else await this.serverTells(pong, options);
    return {
      ping: { text: ping, datagrams: this.sentBy(this.client).slice(pings) },
      pong: { text: isEcho ? ping : pong, datagrams: this.sentBy(this.server).slice(pongs) },
    };
  }

  /** Types a message at the client, and waits until it is at the server: shown there, or sent back. */
  async clientTells(text: string, options: TextOptions = {}): Promise<void> {
    const before = this.sentBy(this.client).length;
    await this.#asksFirst(this.client, text);
    const isThere = () =>
      this.#hasEchoed(text) ||
      findOnScreen(this.server.screen.text, text, options.exactly).found === "shown";
    const outcome = await until(this.stage, isThere, [this.server]);
    if ("reached" in outcome) return;
    await this.serverShows(text, options, before);
  }

  /** Waits until a message that the client has sent shows at the server. */
  async serverShows(text: string, options: TextOptions = {}, before = 0): Promise<void> {
    const sent = () => this.sentBy(this.client).slice(before);
    await this.server.prints(text, {
      ...options,
      arrived: () => arrivalOf(this, sent(), this.server, text),
      explain: () => explainSilence(this, this.client, sent(), text),
    });
  }

  /**
   * Waits until the kernel tells who answers a message: the operator, when the server reads its
   * keyboard, or the server itself, when a datagram with the message leaves it.
   */
  async answering(text: string): Promise<Answering> {
    const { server } = this;
    const outcome = await until(
      this.stage,
      (looks, atRest) => {
        if (this.#hasEchoed(text)) return "by-itself";
        return server.isAtKeyboard(looks.get(server), atRest) ? "by-operator" : undefined;
      },
      [server],
    );
    if ("reached" in outcome) return outcome.reached;
    // Past the relay an echo may have come all the same: the client's screen tells.
    return this.isDirect ? "by-itself" : failUnanswered(this, outcome.stuck, text);
  }

  /** Types a reply at the server, and waits until it shows at the client, and has gone to nobody else. */
  async serverTells(text: string, options: TextOptions = {}): Promise<void> {
    const before = this.sentBy(this.server).length;
    await this.#asksFirst(this.server, text);
    const isThere = () =>
      findOnScreen(this.client.screen.text, text, options.exactly).found === "shown";
    await until(this.stage, () => isThere() || this.strayed(text) !== undefined, [this.client]);
    failIfStrayed(this, text);
    const sent = () => this.sentBy(this.server).slice(before);
    await this.client.prints(text, {
      ...options,
      arrived: () => arrivalOf(this, sent(), this.client, text),
      explain: () => explainSilence(this, this.server, sent(), text),
    });
  }

  /** Waits until the client shows its own message, which came back from the server. */
  async showsEcho(text: string, options: TextOptions = {}): Promise<void> {
    const isBack = () => {
      const shown = shownSinceItCame(this, text);
      return shown !== undefined && findOnScreen(shown, text, options.exactly).found === "shown";
    };
    const isOver = () => isBack() || this.strayed(text) !== undefined;
    const outcome = await until(this.stage, isOver, [this.client]);
    failIfStrayed(this, text);
    if ("reached" in outcome) return;
    // Fails with what its screen shows instead, if the text is not there at all.
    await this.client.prints(text, { ...options, arrived: () => "read" });
    this.client.missed("prints", text);
    this.client.failStuck(outcome.stuck, {
      kind: "not-shown",
      actor: this.client.name,
      expected: text,
      screen: this.client.newText(),
      arrived: "read",
    });
  }

  /**
   * Waits until one of the two reads its keyboard after something was typed.
   * @throws CheckFailure when both sit in recvfrom, or whatever else keeps them from it.
   */
  async someoneAtKeyboard(typed: string): Promise<ProgramActor> {
    const both = [this.client, this.server];
    const outcome = await until(
      this.stage,
      (looks, atRest) => {
        const ready = both.filter((actor) => {
          const look = looks.get(actor);
          if (!actor.isAtKeyboard(look, atRest)) return false;
          // A server with a thread for its keyboard reads it all the time, also before the datagram has
          // come that tells it whom to answer.
          return actor === this.client || atRest || (look?.motion !== "moving" && this.#isHeard());
        });
        return ready.find((actor) => actor.showsPrompt) ?? ready[0];
      },
      [this.client],
    );
    if ("reached" in outcome) return outcome.reached;
    this.client.missed("reads-keyboard");
    const cause = { kind: "never-asked", actor: this.client.name, typed } as const;
    return failFor(this, this.client, outcome.stuck, cause);
  }

  /** The client has sent something, and the server has taken it. */
  #isHeard(): boolean {
    return this.sentBy(this.client).length > 0 && !hasBytesUnderWay(this.stage);
  }

  /** Has a datagram come to the client as if from the server, and waits until its text is shown whole. */
  async takesReply(bytes: Uint8Array, text: string): Promise<void> {
    const { client } = this;
    const passage = () => this.relay.passages.findLast((one) => one.client === client.name);
    await until(this.stage, (looks) => looks.get(client)?.awaitsDatagram, [client]);
    passage()?.inject(Buffer.from(bytes));
    const isThere = () => findOnScreen(client.screen.text, text).found === "shown";
    const outcome = await until(this.stage, isThere, [client]);
    if ("reached" in outcome) return;
    failIfTruncated(this.stage, client, undefined, text);
    await client.prints(text, { arrived: () => "read" });
  }

  /** Another client to which the server has sent a text. */
  strayed(text: string): ProgramActor["name"] | undefined {
    return this.relay.passages.find(
      (passage) =>
        passage.client !== this.client.name &&
        passage.sentBy("server").some((bytes) => bytes.includes(text)),
    )?.client;
  }

  #hasEchoed(text: string): boolean {
    return this.sentBy(this.server).some((bytes) => bytes.includes(text));
  }

  /** Waits until the program reads its keyboard, then types. */
  async #asksFirst(from: ProgramActor, text: string): Promise<void> {
    const stuck = await from.comesToKeyboard();
    if (stuck === undefined) {
      from.typeNow(text);
      return;
    }
    from.missed("reads-keyboard", text);
    failFor(this, from, stuck, { kind: "never-asked", actor: from.name, typed: text });
  }
}
