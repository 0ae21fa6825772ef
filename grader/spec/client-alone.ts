import type { Cause } from "../model/cause.ts";
import type { ProgramActor } from "../scenario/program-actor.ts";
import type { Stage } from "../scenario/stage.ts";
import { until } from "../scenario/until.ts";
import { findOnScreen } from "../scenario/screen-match.ts";
import type { PrintOptions } from "../scenario/wait-for-text.ts";
import type { PeerConnection } from "../wire/peer.ts";
import { Peer } from "./peer.ts";
import { hear, type Said, takeLeave, type Talker } from "./talk.ts";

/** A student's client whose server is played by the grader. */
export class ClientAlone {
  readonly actor: ProgramActor;
  readonly #stage: Stage;
  readonly #connections: () => readonly PeerConnection[];

  constructor(stage: Stage, actor: ProgramActor, connections: () => readonly PeerConnection[]) {
    this.#stage = stage;
    this.actor = actor;
    this.#connections = connections;
  }

  get hasConnected(): boolean {
    return this.#connections().length > 0;
  }

  /** The connection it has made. */
  async connects(): Promise<Peer> {
    const outcome = await until(this.#stage, () => this.#connections()[0], [this.actor]);
    if ("reached" in outcome) return new Peer(this.#stage, outcome.reached, this.actor);
    this.#stage.record({ kind: "missed", actor: this.actor.name, step: "connects" });
    return this.actor.failStuck(outcome.stuck, this.#notConnected());
  }

  /** Waits until it has connected and said its message, as {@link hear} tells. */
  async says(word: () => string): Promise<Said> {
    return await hear(this.#talker(word));
  }

  /** Answers, on the connection on which it has spoken, and closes it when the client has. */
  hears(bytes: Uint8Array): void {
    const connection = this.#speaking();
    connection?.send(bytes);
    connection?.endsWithOther();
  }

  /** Answers in pieces of so many bytes, as {@link Peer.sendsInPieces} does. */
  async hearsInPieces(bytes: Uint8Array, pieceBytes: number): Promise<void> {
    const connection = this.#speaking();
    if (connection === undefined) return;
    await new Peer(this.#stage, connection, this.actor).sendsInPieces(bytes, pieceBytes);
    connection.endsWithOther();
  }

  /** Closes the connection in good order, as a server does that is done with it. */
  isLeft(): void {
    this.#speaking()?.end();
  }

  /** Waits until a text has appeared on its screen after it had spoken. */
  async showsAfter(said: Said, text: string, options: PrintOptions = {}): Promise<void> {
    await this.actor.prints(text, { arrived: () => "read", ...options, since: said.shown });
  }

  /** As {@link showsAfter}, for an answer other than what it said: its own message would not do. */
  async showsReceived(said: Said, text: string): Promise<void> {
    const isOwn = () => {
      const shown = this.actor.screen.text.slice(said.shown);
      return findOnScreen(shown, said.text).found !== "absent";
    };
    const { name: actor } = this.actor;
    const cause = { kind: "own-message", actor, expected: text, actual: said.text } as const;
    await this.showsAfter(said, text, { explain: () => (isOwn() ? cause : undefined) });
  }

  /** Has it end; one that wants to go on is told goodbye, and what it says meanwhile is answered. */
  async leaves(answer: (bytes: Buffer) => Uint8Array): Promise<void> {
    await takeLeave(
      this.#talker(() => ""),
      (bytes) => this.hears(answer(bytes)),
    );
  }

  #talker(word: () => string): Talker {
    return {
      stage: this.#stage,
      actor: this.actor,
      sent: () => Buffer.concat(this.#connections().map(({ received }) => received)),
      word,
      explain: () => (this.#connections().length === 0 ? this.#notConnected() : undefined),
    };
  }

  #speaking(): PeerConnection | undefined {
    const spoken = this.#connections().filter(({ received }) => received.length > 0);
    return spoken.at(-1) ?? this.#connections()[0];
  }

  #notConnected(): Cause {
    return { kind: "not-connected", actor: this.actor.name, lastLine: "" };
  }
}
