import type { Note } from "../model/cause.ts";
import type { Random } from "../lib/random.ts";
import {
  type Deliveries,
  openRelay,
  startClientAlone,
  startPairedClient,
} from "../scenario/client.ts";
import { explainTraceback } from "../scenario/crash.ts";
import { CheckUnavailable } from "../scenario/failure.ts";
import type { ProgramActor } from "../scenario/program-actor.ts";
import { type ListeningServer, startServer } from "../scenario/server.ts";
import type { Stage } from "../scenario/stage.ts";
import { Words } from "../scenario/words.ts";
import { type FrameSample, learnFrame } from "../wire/frame.ts";
import { connectPeer } from "../wire/peer.ts";
import { endsOrWaitsAgain } from "./after-client.ts";
import type { HandedIn } from "./capture/handed-in.ts";
import { ClientAlone } from "./client-alone.ts";
import { GroupCast } from "./multicast/group-cast.ts";
import { type Conversation, endsOrAsks, leaves, survives } from "./farewell.ts";
import { Crowd } from "./crowd.ts";
import { leavesNothing } from "./leftovers.ts";
import { Pair } from "./pair.ts";
import { Peer } from "./peer.ts";
import {
  pausesBetween,
  showsAny,
  showsApart,
  showsPorts,
  showsSomething,
  showsWhole,
  showsWholeWithReplies,
} from "./screen-steps.ts";
import { TcpLife } from "./tcp-life/tcp-life.ts";
import { TwoHosts } from "./two-hosts/two-hosts.ts";
import { DatagramCast } from "./udp/datagram-cast.ts";
import { hear, type Said } from "./talk.ts";

/** Everybody a check's story can call on stage. Each of them logs what it does by itself. */
export class Cast {
  readonly words: Words;
  /** Receivers and senders of the exercise's multicast group. */
  readonly group: GroupCast;
  readonly #stage: Stage;
  readonly #random: Random;
  #udp: DatagramCast | undefined;

  constructor(stage: Stage, random: Random) {
    this.#stage = stage;
    this.group = new GroupCast(stage);
    this.#random = random;
    this.words = new Words(random);
  }

  /** Starts the student's server and waits until it listens. */
  async server(): Promise<ListeningServer> {
    return await startServer(this.#stage);
  }

  /** Starts the student's server and client, as in the handout's two terminals, wire observed. */
  async pair(deliveries: Deliveries = {}): Promise<Pair> {
    // A client that is missing or does not compile is found before anything is started for it.
    this.#stage.launchOf("client");
    const server = await startServer(this.#stage);
    let clients = 0;
    const nameOfNext = () => (clients <= 1 ? ("client" as const) : (`client${clients}` as const));
    await openRelay(this.#stage, server, deliveries, nameOfNext);
    return await Pair.meet(this.#stage, server, async () => {
      clients += 1;
      return await startPairedClient(this.#stage, server, nameOfNext());
    });
  }

  /** Starts the student's client towards a server that the grader plays. */
  async clientAlone(): Promise<ClientAlone> {
    const { actor, connections } = await startClientAlone(this.#stage);
    return new ClientAlone(this.#stage, actor, connections);
  }

  /** Connects to the student's server as `telnet` or `netcat` does. */
  async peer(server: ListeningServer): Promise<Peer> {
    const { at, actor } = server;
    this.#stage.peers += 1;
    const name = this.#stage.peers === 1 ? "peer" : (`peer${this.#stage.peers}` as const);
    try {
      const connection = await connectPeer(at, actor.name, this.#stage.observer, name);
      this.#stage.peerNames.set(connection.local.port, name);
      this.#stage.owns(() => connection.reset());
      return new Peer(this.#stage, connection, actor);
    } catch (error) {
      // Whoever listened a moment ago is not there any more, or about to be gone.
      const end = await actor.triesToExit();
      const stuck = "why" in end ? end : ({ why: "ended" } as const);
      const traceback = explainTraceback(actor);
      if (traceback !== undefined) this.#stage.fail(traceback);
      const isReset = (error as NodeJS.ErrnoException).code === "ECONNRESET";
      if (isReset) return actor.failStuck(stuck, { kind: "connection-reset", actor: actor.name });
      return actor.failStuck(stuck, { kind: "not-listening", actor: actor.name });
    }
  }

  /** So many clients, connected to the student's server at the same time and accepted by it. */
  async crowd(server: ListeningServer, count: number): Promise<Crowd> {
    return await Crowd.gather(this.#stage, server.actor, count, () => this.peer(server));
  }

  /** Waits until a client has said its message, as {@link hear} tells; `sent` is all that it has sent so far. */
  async hears(actor: ProgramActor, sent: () => Buffer): Promise<Said> {
    return await hear({ stage: this.#stage, actor, sent, word: () => this.words.next() });
  }

  /** Waits until a server whose client has left has ended well or waits for the next one. */
  async endsOrWaitsAgain({ actor }: ListeningServer): Promise<void> {
    await endsOrWaitsAgain(this.#stage, actor);
  }

  /** Waits until clients that come and go leave nothing behind in the server, as {@link leavesNothing} tells. */
  async leavesNothing(
    server: ListeningServer,
    serve: (clients: number) => Promise<void>,
  ): Promise<void> {
    await leavesNothing(this.#stage, server.actor, serve);
  }

  /** Ends the student's server and starts it again at once, as an impatient person does. */
  async restart(server: ListeningServer): Promise<ListeningServer> {
    await server.actor.vanishes();
    this.#stage.programs.splice(this.#stage.programs.indexOf(server.actor), 1);
    return await startServer(this.#stage, { again: server });
  }

  /** Waits until one of these stands on the program's screen, after its first `since` characters. */
  async showsAny(actor: ProgramActor, texts: readonly string[], since: number): Promise<void> {
    await showsAny(this.#stage, actor, texts, since);
  }

  /** Waits until all of these stand on the screen, in order, none run together with the next. */
  async showsApart(actor: ProgramActor, messages: readonly string[]): Promise<void> {
    await showsApart(this.#stage, actor, messages);
  }

  /** As {@link showsApart}, where only the cutting of the stream makes the difference. */
  async showsWhole(
    actor: ProgramActor,
    messages: readonly string[],
    delivered: "merged" | "cut",
  ): Promise<void> {
    await showsWhole(this.#stage, actor, messages, delivered);
  }

  /** As {@link showsWhole}, for a server that asks for a reply to each message. */
  async showsWholeWithReplies(actor: ProgramActor, messages: readonly string[]): Promise<void> {
    await showsWholeWithReplies(this.#stage, actor, messages, () => this.words.next());
  }

  /** Waits until all ports that clients came from stand on a server's screen. */
  async showsPorts(actor: ProgramActor, ports: readonly number[]): Promise<void> {
    await showsPorts(this.#stage, actor, ports);
  }

  /** Waits until the program has shown anything at all. */
  async showsSomething(actor: ProgramActor, after: "connected" | "started"): Promise<void> {
    await showsSomething(this.#stage, actor, after);
  }

  /** Waits until the client has left after an exit word; one last reply is allowed. */
  async leaves(pair: Conversation, word: string): Promise<void> {
    await leaves(this.#stage, pair, word);
  }

  /** Plays the story; that a message ended the conversation is a cause of its own. */
  async survives(pair: Conversation, message: string, story: () => Promise<void>): Promise<void> {
    await survives(this.#stage, pair, message, story);
  }

  /**
   * How the student's programs put a message on the wire, learnt from messages they sent.
   * @throws CheckUnavailable when no rule fits them.
   */
  frameFrom(samples: readonly FrameSample[]): (text: string) => Buffer {
    const frame = learnFrame(samples);
    if (frame === undefined) throw new CheckUnavailable("frame");
    return frame.encode;
  }

  /** Waits until a program has ended well, or asks its operator for more. */
  async endsOrAsks(actor: ProgramActor): Promise<void> {
    await endsOrAsks(this.#stage, actor);
  }

  /** Waits until both stand on the screen, and the program has slept after the first. */
  async pausesBetween(actor: ProgramActor, first: string, second: string): Promise<void> {
    await pausesBetween(this.#stage, actor, first, second);
  }

  /** The life of a connection inside one host, as the kernel's tables show it. */
  get tcpLife(): TcpLife {
    return new TcpLife(this.#stage);
  }

  /** Makes two hosts of the servers' side and the clients' side, until the check is over. */
  async twoHosts(): Promise<TwoHosts> {
    return await TwoHosts.join(this.#stage);
  }

  /** Has closed connections linger in TIME_WAIT, as they do on any machine. */
  lingerInTimeWait(): void {
    this.#stage.network.lingerInTimeWait();
    this.#stage.owns(() => this.#stage.network.forgetTimeWait());
  }

  /** Everybody that a story over UDP needs; from now on failures speak of datagrams. */
  get udp(): DatagramCast {
    return (this.#udp ??= new DatagramCast(this.#stage, this.#random));
  }

  /** What was handed in where an exercise wants a capture and answers. */
  async handedIn(): Promise<HandedIn> {
    // With its readers it is as large as all the rest, and most slots never need it.
    const { HandedIn: Opened } = await import("./capture/handed-in.ts");
    return new Opened(this.#stage);
  }

  /** Tells something that costs nothing. */
  note(note: Note): void {
    this.#stage.note(note);
  }
}
