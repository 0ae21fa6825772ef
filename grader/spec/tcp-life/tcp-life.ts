import { isLoopback } from "../../lib/loopback.ts";
import type { Launch } from "../../model/submission.ts";
import type { ProgramActor } from "../../scenario/program-actor.ts";
import { explainCrash } from "../../scenario/crash.ts";
import { addressVariants, optionalAddressVariants } from "../../scenario/launch-variants.ts";
import { type ListeningServer, startServer } from "../../scenario/server.ts";
import type { Stage } from "../../scenario/stage.ts";
import { until } from "../../scenario/until.ts";
import type { ClientAlone } from "../client-alone.ts";
import type { Peer } from "../peer.ts";
import { ConnectionTable } from "./connection-table.ts";
import { DirectPair, playOut } from "./direct-pair.ts";
import { isToldOfRefusal, refusedClient } from "./no-server.ts";

/** The life of a TCP connection inside one host: what a person with netstat in a third terminal sees. */
export class TcpLife {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Starts the student's server, told no address, or 127.0.0.1 if it will not start without one. */
  async server(): Promise<ListeningServer> {
    const known = this.#stage.knowledge.server;
    const told = {
      host: "127.0.0.1",
      variants: (launch: Launch) => optionalAddressVariants(launch, known),
      isFit: () => true,
      isOnce: false,
    };
    return await startServer(this.#stage, { told });
  }

  /** The student's two programs on one host; no client is started yet. */
  pairOn(listening: ListeningServer): DirectPair {
    const { at } = listening;
    this.#stage.direct = { side: "server", port: at.port };
    return new DirectPair(this.#stage, listening, { side: "server", host: "127.0.0.1" });
  }

  /** It listens where only this host reaches it. */
  listensOnLoopback({ actor, listening }: ListeningServer): void {
    if (isLoopback(listening.address)) return;
    actor.missed("listens", "127.0.0.1");
    const expected = "127.0.0.1";
    this.#stage.fail({ kind: "listens-elsewhere", actor: actor.name, expected, listening });
  }

  /** Starts the server, told to listen on all interfaces: `""`, or `0.0.0.0` where that is not understood. */
  async serverOnAllInterfaces(): Promise<ListeningServer> {
    const host = "0.0.0.0";
    const isFit = ({ address }: Readonly<{ address: string }>) =>
      address === host || address === "::";
    const known = this.#stage.knowledge.server;
    const server = await startServer(this.#stage, {
      told: {
        host,
        variants: (launch) => addressVariants(launch, known, [""]),
        isFit,
        isOnce: true,
      },
    });
    const { actor, listening } = server;
    if (isFit(listening)) return server;
    actor.missed("listens", host);
    const cause = { kind: "listens-elsewhere", expected: host, told: "" } as const;
    return this.#stage.fail({ ...cause, actor: actor.name, listening });
  }

  /** The server has accepted the peer and holds its end: ESTABLISHED on both sides. */
  async serverHolds(server: ListeningServer, peer: Peer): Promise<void> {
    await peer.isServed();
    const table = this.#tableOf(server, peer);
    await table.show();
    if (table.stateOf("server") === "established") return;
    this.#failEstablished(server.actor);
  }

  /** The connection that the client makes; one that asks for its message before that is given one. */
  async connectionOf(client: ClientAlone): Promise<Peer> {
    await playOut(this.#stage, client.actor, "Hello, world", () => client.hasConnected);
    return await client.connects();
  }

  /** The client has connected to the grader's server, which says nothing, and stays: ESTABLISHED on both sides. */
  async clientHolds(client: ClientAlone, peer: Peer): Promise<void> {
    const { actor } = client;
    // It need not wait for ever: with a timeout of its own it is still in ESTABLISHED until that is over.
    const isWaiting = () => peer.isClosed || isReceiving(actor, peer.port);
    await playOut(this.#stage, actor, "Hello, world", isWaiting);
    const table = this.#tableTo(peer);
    await table.show();
    if (table.stateOf("client") === "established") return;
    this.#failEstablished(actor);
  }

  /** The server answers, and leaves it to the other side to close first. */
  async serverWaitsForFin(server: ListeningServer, peer: Peer, text: string): Promise<void> {
    peer.send(text);
    await peer.receives(text);
    if (!peer.isClosed) return;
    await this.#tableOf(server, peer).show();
    server.actor.missed("reaches-state", "ESTABLISHED");
    this.#stage.fail({ kind: "closed-first", actor: server.actor.name });
  }

  /** The client gets back what it sends, and closes its end by itself, in good order (FIN). */
  async clientClosesFirst(client: ClientAlone, peer: Peer, word: string): Promise<void> {
    let echoed = 0;
    const echoesUntilClosed = () => {
      const more = peer.received.subarray(echoed);
      echoed = peer.received.length;
      peer.send(more);
      return peer.isClosed;
    };
    const { stuck = { why: "settled" } as const } = await playOut(
      this.#stage,
      client.actor,
      word,
      echoesUntilClosed,
    );
    const { name } = client.actor;
    // It may have ended, and its FIN not have come yet.
    const closed = await until(this.#stage, () => peer.isClosed);
    await this.#tableTo(peer).show();
    if (peer.isReset) this.#stage.fail({ kind: "connection-reset", actor: name });
    if ("reached" in closed) return;
    client.actor.missed("closes");
    client.actor.failStuck(stuck, { kind: "not-closed", actor: name });
  }

  /** After the other side's FIN the server closes as well: nothing of the connection is left, no CLOSE-WAIT either. */
  async serverLetsGo(server: ListeningServer, peer: Peer): Promise<void> {
    peer.end();
    const table = this.#tableOf(server, peer);
    const outcome = await until(this.#stage, () => peer.isClosed && isOver(table));
    const { actor } = server;
    if (peer.isReset) this.#stage.fail({ kind: "connection-reset", actor: actor.name });
    if ("stuck" in outcome) {
      await table.show();
      actor.missed("closes");
      this.#failLeftOver(actor, table, outcome.stuck);
    }
    // The system closes as well for a program that breaks down at the end of a conversation.
    await actor.triesToExit();
    const crash = explainCrash(actor);
    if (crash !== undefined) this.#stage.fail(crash);
  }

  /**
   * After the pair's conversation only TIME-WAIT is left, on the side that closed first (RFC 9293 §3.6.1).
   * Nothing lingers by itself in a slot: `cast.lingerInTimeWait()` goes before.
   */
  async endsInTimeWait(pair: DirectPair, word: string): Promise<void> {
    await pair.plays(word);
    const { client, ended } = await pair.conversation();
    const table = new ConnectionTable(this.#stage, {
      server: { actor: pair.server.name, port: pair.listening.at.port },
      client: { actor: pair.client.name, port: client.port },
    });
    const outcome = await until(this.#stage, () => isOver(table));
    await table.show();
    if ("stuck" in outcome) {
      const { server } = table.rows();
      const late = server !== undefined && server.state !== "time-wait" ? pair.server : pair.client;
      late.missed("reaches-state", "TIME-WAIT");
      this.#failLeftOver(late, table, outcome.stuck);
    }
    const after = await pair.conversation();
    const end = after.ended ?? ended;
    const lingers = Object.keys(table.rows()).length > 0;
    if (end?.how !== "rst" && lingers) return;
    // Whoever did not close first has answered that with a RST, where nothing lingers all the same.
    const isByServer = (end?.by === "server") === (end?.how === "rst");
    const actor = isByServer ? pair.server : pair.client;
    actor.missed("reaches-state", "TIME-WAIT");
    this.#stage.fail({ kind: "connection-reset", actor: actor.name });
  }

  /** Starts the client where no server is, and waits until it has ended, saying so. */
  async clientWithoutServer(): Promise<ProgramActor> {
    const client = await refusedClient(this.#stage);
    isToldOfRefusal(this.#stage, client);
    return client;
  }

  /** Its exit code tells that it failed. */
  tellsFailure(client: ProgramActor): void {
    if (client.exit?.code !== 0) return;
    client.missed("exits");
    this.#stage.fail({ kind: "refusal-exit-zero", actor: client.name });
  }

  #tableOf({ actor, at }: ListeningServer, peer: Peer): ConnectionTable {
    return new ConnectionTable(this.#stage, {
      server: { actor: actor.name, port: at.port },
      client: { actor: "peer", port: peer.port },
    });
  }

  #tableTo(peer: Peer): ConnectionTable {
    return new ConnectionTable(this.#stage, {
      server: { actor: "peer", port: peer.port },
      client: { actor: "client", port: peer.remotePort },
    });
  }

  #failEstablished(actor: ProgramActor): never {
    actor.missed("reaches-state", "ESTABLISHED");
    return actor.failStuck({ why: "settled" }, { kind: "closed-early", actor: actor.name });
  }

  #failLeftOver(
    actor: ProgramActor,
    table: ConnectionTable,
    stuck: Parameters<ProgramActor["failStuck"]>[0],
  ): never {
    const row = table.rows()[actor.role === "server" ? "server" : "client"];
    if (row === undefined || row.state === "bound")
      return actor.failStuck(stuck, { kind: "not-closed", actor: actor.name });
    const { state, local, remote } = row;
    return actor.failStuck(stuck, { kind: "left-over", actor: actor.name, state, local, remote });
  }
}

/** It is in recv on a connection to that port, or polls it. */
function isReceiving(actor: ProgramActor, port: number): boolean {
  const { receiving } = actor.look();
  return actor
    .sockets()
    .some(({ inode, remote }) => remote.port === port && receiving.includes(inode));
}

/** Nothing is left but TIME-WAIT, which a slot does without. */
function isOver(table: ConnectionTable): boolean {
  return Object.values(table.rows()).every(({ state }) => state === "time-wait");
}
