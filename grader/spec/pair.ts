import { firstDifference } from "../lib/first-difference.ts";
import type { Cause } from "../model/cause.ts";
import type { PairedClient } from "../scenario/client.ts";
import { explainCrash } from "../scenario/crash.ts";
import { CheckUnavailable } from "../scenario/failure.ts";
import type { ProgramActor } from "../scenario/program-actor.ts";
import type { ListeningServer } from "../scenario/server.ts";
import type { Stage } from "../scenario/stage.ts";
import { type Stuck, until } from "../scenario/until.ts";

/** A student's server and client, each at its own terminal, with the wire between them observed. */
export class Pair {
  readonly listening: ListeningServer;
  readonly #stage: Stage;
  readonly #startClient: () => Promise<PairedClient>;
  #current: PairedClient;

  static async meet(
    stage: Stage,
    server: ListeningServer,
    startClient: () => Promise<PairedClient>,
  ): Promise<Pair> {
    return new Pair(stage, server, startClient, await startClient());
  }

  private constructor(
    stage: Stage,
    server: ListeningServer,
    startClient: () => Promise<PairedClient>,
    first: PairedClient,
  ) {
    this.#stage = stage;
    this.listening = server;
    this.#startClient = startClient;
    this.#current = first;
  }

  get server(): ProgramActor {
    return this.listening.actor;
  }

  get client(): ProgramActor {
    return this.#current.actor;
  }

  /** Starts another client of the same kind; from now on it is `client`. */
  async nextClient(): Promise<void> {
    this.#current = await this.#startClient();
  }

  /** Waits until the client is connected and the server has accepted it. */
  async connect(): Promise<void> {
    const isAccepted = () =>
      this.#current.isDirect ||
      this.server
        .sockets()
        .some(({ state, remote }) => state !== "listen" && this.#comesFrom(remote.port));
    const hasConnected = await until(
      this.#stage,
      () => this.#current.isDirect || this.#current.connections().length > 0,
      [this.client],
    );
    if ("stuck" in hasConnected) {
      this.#stage.record({ kind: "missed", actor: this.client.name, step: "connects" });
      this.client.failStuck(hasConnected.stuck, {
        kind: "not-connected",
        actor: this.client.name,
        listening: this.listening.listening,
        lastLine: "",
      });
    }
    // Whoever has sent something has been accepted, even if both are gone already.
    const outcome = await until(
      this.#stage,
      () => isAccepted() || this.sentBy(this.server).length > 0,
      [],
    );
    if ("reached" in outcome) return;
    this.#stage.record({ kind: "missed", actor: "server", step: "accepts" });
    this.server.failStuck(outcome.stuck, { kind: "not-accepted", actor: "server", nth: 1 });
  }

  /** Everything that program has sent on the current client's connections, delivered or not. */
  sentBy(actor: ProgramActor): Buffer {
    const side = actor.role === "server" ? "server" : "client";
    return Buffer.concat(this.#current.connections().map((connection) => connection.sentBy(side)));
  }

  /** Waits until these texts have left the server, whole and in this order. */
  async serverSends(messages: readonly string[]): Promise<void> {
    const sent = () => this.sentBy(this.server);
    const outcome = await until(
      this.#stage,
      () => inOrder(sent(), messages).missing === undefined,
      [this.server],
    );
    if ("reached" in outcome || this.#current.isDirect) return;
    const { missing, after } = inOrder(sent(), messages);
    const expected = Buffer.from(missing ?? "").toString("base64");
    this.#stage.record({ kind: "missed", actor: "server", step: "sends", expected: missing });
    const isElsewhere = sent().includes(missing ?? "");
    // A line end or a length field alone is no message.
    if (!isElsewhere && sent().length - after <= frameBytes) {
      this.server.failStuck(outcome.stuck, {
        kind: "not-sent",
        actor: "server",
        to: this.client.name,
        expected,
      });
    }
    const all = Buffer.from(messages.join(""));
    const wanted = isElsewhere ? all : Buffer.from(missing ?? "");
    const actual = isElsewhere ? sent() : sent().subarray(after);
    this.server.failStuck(outcome.stuck, {
      kind: "wrong-bytes",
      actor: "server",
      expected: wanted.toString("base64"),
      actual: actual.toString("base64"),
      offset: firstDifference(wanted, actual),
    });
  }

  /**
   * One message: typed at one terminal, shown on the other. When it does not show, the wire tells
   * how far it came.
   * @returns the bytes that the message became on the wire; empty where the wire is not seen.
   */
  async tells(
    from: ProgramActor,
    to: ProgramActor,
    text: string,
    options: Readonly<{ exactly?: boolean }> = {},
  ): Promise<Buffer> {
    const before = this.sentBy(from).length;
    const sent = () => this.sentBy(from).subarray(before);
    await this.#asksFirst(from, text);
    await to.prints(text, {
      ...options,
      arrived: () => this.#arrived(sent(), to, text),
      explain: () => this.#blame() ?? this.#explainFromWire(from, to, text, sent()),
    });
    return sent();
  }

  /** One round in the handout's order: client types, server shows; server types, client shows. */
  async round(
    ping: string,
    pong: string,
    options: Readonly<{ exactly?: boolean }> = {},
  ): Promise<void> {
    await this.tells(this.client, this.server, ping, options);
    await this.tells(this.server, this.client, pong, options);
  }

  /**
   * Waits until one of the two reads its keyboard after something was typed.
   * @throws CheckFailure when both sit in recv, or whatever else keeps them from it.
   */
  async someoneAtKeyboard(typed: string): Promise<ProgramActor> {
    const both = [this.client, this.server];
    const outcome = await until(
      this.#stage,
      (looks, atRest) => {
        const ready = both.filter((actor) => actor.isAtKeyboard(looks.get(actor), atRest));
        // Event loops watch the keyboard all the time: of two, the one whose cursor stands behind a
        // prompt is asking.
        return ready.find((actor) => actor.showsPrompt) ?? ready[0];
      },
      [this.client],
    );
    if ("reached" in outcome) return outcome.reached;
    this.#stage.record({ kind: "missed", actor: this.client.name, step: "reads-keyboard" });
    return this.#fail(this.client, outcome.stuck, {
      kind: "never-asked",
      actor: this.client.name,
      typed,
    });
  }

  /** Whether somebody has ended a connection of the current client. */
  get isClosed(): boolean {
    return this.#current
      .connections()
      .some((connection) => connection.closedBy("client") ?? connection.closedBy("server"));
  }

  /** @throws CheckUnavailable where no relay stands between the two. */
  mustBeRelayed(): void {
    if (this.#current.isDirect) throw new CheckUnavailable("relay");
  }

  /** Waits until the program reads its keyboard, then types; both in recv is a cause of its own. */
  async #asksFirst(from: ProgramActor, text: string): Promise<void> {
    const stuck = await from.comesToKeyboard();
    if (stuck === undefined) {
      from.typeNow(text);
      return;
    }
    this.#stage.record({
      kind: "missed",
      actor: from.name,
      step: "reads-keyboard",
      expected: text,
    });
    const other = from === this.server ? this.client : this.server;
    const spokeFirst = stuck.why === "settled" && other.isAtKeyboard(other.look(), true);
    if (spokeFirst && from === this.client && this.sentBy(from).length === 0) {
      this.#stage.fail({ kind: "spoke-first", actor: other.name, actual: other.newText().trim() });
    }
    this.#fail(from, stuck, { kind: "never-asked", actor: from.name, typed: text });
  }

  /** When the conversation is over, whoever ended it is to blame, not whoever stumbled over that. */
  #blame(): Cause | undefined {
    const closer = this.#current.connections().at(-1)?.firstToClose;
    const actors = closer === "server" ? [this.server, this.client] : [this.client, this.server];
    if (closer !== undefined && actors[0]?.exit === undefined) {
      return { kind: "closed-early", actor: (actors[0] as ProgramActor).name };
    }
    return actors.map(explainCrash).find((crash) => crash !== undefined);
  }

  #fail(actor: ProgramActor, stuck: Stuck, otherwise: Cause): never {
    const isQuiet = stuck.why === "settled" || stuck.why === "ended";
    const blame = isQuiet ? this.#blame() : undefined;
    if (blame !== undefined) this.#stage.fail(blame);
    if (stuck.why === "settled" && this.#everyoneReceives()) {
      this.#stage.fail({ kind: "everyone-receives" });
    }
    return actor.failStuck(stuck, otherwise);
  }

  #everyoneReceives(): boolean {
    return [this.server, this.client].every((actor) => {
      const look = actor.look();
      const receives = look.waits.some(
        (wait) => wait.on === "recv" || (wait.on === "poll" && wait.receiving),
      );
      return receives && !look.readsKeyboard;
    });
  }

  #arrived(
    sent: Buffer,
    to: ProgramActor,
    text: string,
  ): "never-sent" | "not-read" | "read" | "unknown" {
    if (this.#current.isDirect) return "unknown";
    if (sent.length === 0) return "never-sent";
    const isUnread = to.sockets().some(({ state, rxQueue }) => state !== "listen" && rxQueue > 0);
    if (isUnread) return "not-read";
    return sent.includes(Buffer.from(text)) ? "read" : "unknown";
  }

  #explainFromWire(
    from: ProgramActor,
    to: ProgramActor,
    text: string,
    sent: Buffer,
  ): Cause | undefined {
    if (this.#current.isDirect) return undefined;
    const expected = Buffer.from(text);
    const encoded = expected.toString("base64");
    if (sent.length === 0) {
      this.#stage.record({ kind: "missed", actor: from.name, step: "sends", expected: text });
      return { kind: "not-sent", actor: from.name, to: to.name, expected: encoded };
    }
    if (sent.includes(expected)) return undefined;
    const actual = sent.toString("base64");
    return {
      kind: "wrong-bytes",
      actor: from.name,
      expected: encoded,
      actual,
      offset: firstDifference(expected, sent),
    };
  }

  #comesFrom(port: number): boolean {
    return this.#current.connections().some(({ portAtServer }) => portAtServer === port);
  }
}

/** The most bytes that a frame puts between two messages. */
const frameBytes = 4;

/** The first of the texts that is not there after those before it, and where those end. */
function inOrder(
  bytes: Buffer,
  texts: readonly string[],
): Readonly<{ missing: string | undefined; after: number }> {
  let after = 0;
  for (const text of texts) {
    const at = bytes.indexOf(text, after);
    if (at < 0) return { missing: text, after };
    after = at + Buffer.byteLength(text);
  }
  return { missing: undefined, after };
}
