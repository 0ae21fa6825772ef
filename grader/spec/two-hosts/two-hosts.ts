import type { Attempt } from "../../model/cause.ts";
import type { Conversation } from "../../model/conversation.ts";
import type { Endpoint } from "../../model/waiting.ts";
import { attemptOf } from "../../packets/attempt.ts";
import { explainCrash } from "../../scenario/crash.ts";
import { addressVariants } from "../../scenario/launch-variants.ts";
import type { ProgramActor } from "../../scenario/program-actor.ts";
import { lastLineOf } from "../../scenario/screen-match.ts";
import { type ListeningServer, startServer } from "../../scenario/server.ts";
import type { Stage } from "../../scenario/stage.ts";
import { until } from "../../scenario/until.ts";
import { DirectPair } from "../tcp-life/direct-pair.ts";
import { tryClientTowards } from "./client-on-its-host.ts";

/** Two machines of one laboratory: the student's server runs on one, the clients on the other. */
export class TwoHosts {
  /** The servers' and the clients' address on the network. */
  readonly addresses: Readonly<Record<"server" | "client", string>>;
  readonly #stage: Stage;

  /** @throws CheckUnavailable where no two hosts can be made, or their packets are not seen. */
  static async join(stage: Stage): Promise<TwoHosts> {
    const hosts = new TwoHosts(stage, await stage.joinHosts());
    stage.direct = { side: "wire", port: undefined };
    return hosts;
  }

  private constructor(stage: Stage, addresses: TwoHosts["addresses"]) {
    this.#stage = stage;
    this.addresses = addresses;
  }

  /** Starts the student's server on its host, told that host's address if it can be told. */
  async server(): Promise<ListeningServer> {
    const known = this.#stage.knowledge.server;
    const server = await startServer(this.#stage, {
      told: {
        host: this.addresses.server,
        variants: (launch) => addressVariants(launch, known),
        isFit: (listening) => this.#isReachable(listening),
        isOnce: false,
      },
    });
    this.#stage.direct = { side: "wire", port: server.at.port };
    return server;
  }

  /** It listens where another host can reach it. */
  reaches({ actor, listening }: ListeningServer): void {
    if (this.#isReachable(listening)) return;
    const host = this.addresses.server;
    actor.missed("listens", host);
    this.#stage.fail({ kind: "only-loopback", actor: actor.name, listening, host });
  }

  /** The client, told the server's address, goes there: a server that the grader plays waits on every port it may want. */
  async clientFinds(): Promise<ProgramActor> {
    const found = await tryClientTowards(this.#stage, this.addresses.server);
    const { actor } = found;
    if ("value" in found) return actor;
    actor.missed("connects", this.addresses.server);
    const expected = { address: this.addresses.server, port: this.#stage.port };
    const tried = await this.#attempts(actor);
    const lastLine = lastLineOf(actor.screen.errorText);
    const name = actor.name;
    const there = tried.find(({ to }) => to.address === expected.address);
    if (there !== undefined) {
      const ports = { expected: expected.port, actual: there.to.port };
      return this.#stage.fail({ kind: "wrong-port", actor: name, ...ports });
    }
    if (tried.length > 0)
      return this.#stage.fail({ kind: "wrong-host", actor: name, expected, tried, lastLine });
    return actor.failStuck(found.stuck, { kind: "not-connected", actor: name, lastLine });
  }

  /** Both programs, each on its host; no client is started yet. */
  pairOn(listening: ListeningServer): DirectPair {
    const known = this.#stage.knowledge.client;
    return new DirectPair(this.#stage, listening, {
      side: "client",
      host: this.addresses.server,
      variants: addressVariants(this.#stage.launchOf("client"), known),
    });
  }

  /** Both have closed, in good order: a FIN went each way, and nobody holds an end any more. */
  async closes(pair: DirectPair): Promise<void> {
    await pair.client.exits();
    const { client } = await pair.conversation();
    const holds = () => pair.server.sockets().find(({ remote }) => remote.port === client.port);
    const outcome = await until(this.#stage, () => holds() === undefined);
    const { server } = pair;
    const held = holds();
    if ("stuck" in outcome && held !== undefined && held.state !== "bound") {
      server.missed("closes");
      const { state, local, remote } = held;
      server.failStuck(outcome.stuck, {
        kind: "left-over",
        actor: server.name,
        state,
        local,
        remote,
      });
    }
    const { ended } = await pair.conversation();
    if (ended?.how !== "rst") return;
    const actor = ended.by === "server" ? server : pair.client;
    actor.missed("closes");
    this.#stage.fail({ kind: "connection-reset", actor: actor.name });
  }

  /** Starts the next client; a server that serves one and ends, as the handout's does, is started again before. */
  async nextClient(pair: DirectPair): Promise<void> {
    const end = await pair.server.triesToExit();
    const crash = explainCrash(pair.server);
    if (crash !== undefined) this.#stage.fail(crash);
    if ("code" in end) {
      this.#stage.programs.splice(this.#stage.programs.indexOf(pair.server), 1);
      pair.serverIsNow(await this.server());
    }
    await pair.nextClient();
  }

  #isReachable({ address }: Endpoint): boolean {
    return ["0.0.0.0", "::", this.addresses.server].includes(address);
  }

  /** Where the client tried to go: as its packets tell, and the kernel of one that still waits for an answer. */
  async #attempts(actor: ProgramActor): Promise<readonly Attempt[]> {
    const { conversations } = await this.#stage.packets();
    const seen = conversations.flatMap((one) => this.#attemptIn(one));
    const waiting = actor
      .sockets()
      .filter(({ state }) => state === "syn-sent")
      .map(({ remote }): Attempt => ({ protocol: "tcp", to: remote, answer: "nothing" }));
    const distinct = new Map([...seen, ...waiting].map((one) => [JSON.stringify(one), one]));
    return [...distinct.values()].slice(0, mostAttempts);
  }

  #attemptIn(conversation: Conversation): readonly Attempt[] {
    if (conversation.protocol !== "tcp") return [];
    const { side, client } = conversation;
    const isClients = side === "client" || client.address === this.addresses.client;
    const attempt = isClients ? attemptOf(conversation) : undefined;
    return attempt === undefined ? [] : [attempt];
  }
}

const mostAttempts = 5;
