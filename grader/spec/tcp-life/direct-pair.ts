import { firstDifference } from "../../lib/first-difference.ts";
import type { TcpConversation } from "../../model/conversation.ts";
import { conversationWith, type Meeting, startDirectClient } from "../../scenario/direct-client.ts";
import type { ProgramActor } from "../../scenario/program-actor.ts";
import type { ListeningServer } from "../../scenario/server.ts";
import type { Stage } from "../../scenario/stage.ts";
import { type Stuck, until } from "../../scenario/until.ts";

/** How the clients of a pair get to the server. */
export type Way = Omit<Meeting, "server" | "earlier">;

/**
 * A student's server and clients with nothing between them, on one host or on two: both ends of a
 * connection have the ports that netstat shows. What crossed is told by the packets.
 */
export class DirectPair {
  readonly #stage: Stage;
  readonly #way: Way;
  readonly #earlier = new Set<number>();
  #listening: ListeningServer;
  #clients = 0;
  #client: ProgramActor | undefined;

  constructor(stage: Stage, listening: ListeningServer, way: Way) {
    this.#stage = stage;
    this.#listening = listening;
    this.#way = way;
  }

  get listening(): ListeningServer {
    return this.#listening;
  }

  get server(): ProgramActor {
    return this.#listening.actor;
  }

  get client(): ProgramActor {
    if (this.#client === undefined) throw new Error("no client has been started yet");
    return this.#client;
  }

  /** The server has ended and was started again: the next client goes there. */
  serverIsNow(listening: ListeningServer): void {
    this.#listening = listening;
  }

  /** Starts another client; from now on it is `client`. @throws CheckFailure when it does not connect. */
  async nextClient(): Promise<void> {
    // Nothing else would tell of a client that has come and gone.
    await this.#stage.packets();
    if (this.#clients > 0) this.#earlier.add((await this.conversation()).client.port);
    this.#clients += 1;
    const name = this.#clients === 1 ? "client" : (`client${this.#clients}` as const);
    this.#client = await startDirectClient(this.#stage, name, this.#meeting);
  }

  /**
   * What the current client and the server have said to each other so far.
   * @throws CheckFailure when the client has not connected; CheckUnavailable where packets are not seen.
   */
  async conversation(): Promise<TcpConversation> {
    const found = await conversationWith(this.#stage, this.#meeting);
    if (found?.synAck !== undefined) return found;
    this.client.missed("connects");
    const { listening } = this.#listening;
    const cause = { kind: "not-connected", actor: this.client.name, listening } as const;
    return this.client.failStuck({ why: "settled" }, { ...cause, lastLine: "" });
  }

  /**
   * The client's whole conversation: what it says, written in its code or typed if it asks, comes back and stands
   * on its screen.
   */
  async echoes(word: string): Promise<void> {
    const { typed, stuck = settled } = await this.plays(word);
    const { toServer, toClient } = await this.conversation();
    const [sent, back] = [bytesOf(toServer), bytesOf(toClient)];
    const { server, client } = this;
    if (sent.length === 0) {
      client.missed("sends", typed ? word : undefined);
      const expected = Buffer.from(typed ? word : "Hello, world").toString("base64");
      client.failStuck(settled, { kind: "not-sent", actor: client.name, to: "server", expected });
    }
    const expected = sent.toString("base64");
    if (back.length === 0) {
      server.missed("sends", sent.toString());
      server.failStuck(stuck.why === "ended" ? settled : stuck, {
        kind: "not-sent",
        actor: server.name,
        to: client.name,
        expected,
      });
    }
    const same = firstDifference(sent, back);
    if (same < dueOf(sent, typed ? word : undefined) || back.length > sent.length) {
      const actual = back.toString("base64");
      const cause = { kind: "wrong-bytes", actor: server.name, expected, actual } as const;
      server.failStuck(settled, { ...cause, offset: same });
    }
    await client.prints(typed ? word : sent.toString().trim(), { arrived: () => "read" });
  }

  /**
   * Lets the client play its part to the end: a line for each question it asks, the word first, then words
   * to leave with. @returns why it did not come to its end, if it did not.
   */
  async plays(word: string): Promise<Readonly<{ typed: boolean; stuck?: Stuck }>> {
    return await playOut(this.#stage, this.client, word);
  }

  get #meeting(): Meeting {
    return { ...this.#way, server: this.#listening, earlier: this.#earlier };
  }
}

/** See {@link DirectPair.plays}. */
export async function playOut(
  stage: Stage,
  client: ProgramActor,
  word: string,
  isOver: () => boolean = () => false,
): Promise<Readonly<{ typed: boolean; stuck?: Stuck }>> {
  const lines = [word, ...farewells];
  for (let typed = 0; ; typed += 1) {
    const outcome = await until(
      stage,
      (looks, atRest) => {
        if (client.exit !== undefined || isOver()) return "over" as const;
        return client.isAtKeyboard(looks.get(client), atRest) && ("asks" as const);
      },
      [client],
    );
    if ("stuck" in outcome) return { typed: typed > 0, stuck: outcome.stuck };
    const line = lines[typed];
    if (outcome.reached === "over") return { typed: typed > 0 };
    if (line === undefined) return { typed: true, stuck: settled };
    client.typeNow(line);
  }
}

/** For clients that go on asking; whoever only wants a key is served as well. */
const farewells = ["sair", "SAIR", "exit"];

const settled = { why: "settled" } as const;

/**
 * How much of what was sent must have come back: up to the word that was typed, as a word to leave with
 * need not; a line end that the code has written is the server's to keep.
 */
function dueOf(sent: Buffer, typed: string | undefined): number {
  const at = typed === undefined ? -1 : sent.indexOf(typed);
  if (typed !== undefined && at >= 0) return at + Buffer.byteLength(typed);
  return sent.at(-1) === newline ? sent.length - 1 : sent.length;
}

const newline = 0x0a;

function bytesOf({ content }: TcpConversation["toServer"]): Buffer {
  return Buffer.from(content, "base64");
}
