import type { Cause } from "../model/cause.ts";
import { CheckUnavailable } from "../scenario/failure.ts";
import type { ProgramActor } from "../scenario/program-actor.ts";
import type { Stage } from "../scenario/stage.ts";
import { until } from "../scenario/until.ts";
import type { Peer } from "./peer.ts";

/** Several clients that the grader plays, connected to one server at the same time. */
export class Crowd {
  readonly #stage: Stage;
  readonly #server: ProgramActor;
  readonly #peers: Peer[] = [];
  /** What each has asked, and how it may be answered. */
  readonly #asked = new Map<Peer, readonly Buffer[]>();

  /**
   * Connects so many, each once the one before is among the server's own sockets. That they are connected
   * proves nothing: the kernel does that for whoever listens (listen(2), backlog).
   * @throws CheckUnavailable where the kernel does not tell.
   */
  static async gather(
    stage: Stage,
    server: ProgramActor,
    count: number,
    connect: () => Promise<Peer>,
  ): Promise<Crowd> {
    if (stage.kernel.kind === "silence") throw new CheckUnavailable("kernel");
    const crowd = new Crowd(stage, server);
    for (let nth = 1; nth <= count; nth += 1) {
      const peer = await connect();
      await crowd.#isTaken(peer);
      crowd.#peers.push(peer);
    }
    return crowd;
  }

  private constructor(stage: Stage, server: ProgramActor) {
    this.#stage = stage;
    this.#server = server;
  }

  /** One of them, counted from 1 in the order of connecting, speaks and gets its own answer. */
  async asks(nth: number, text: string, answers: readonly Buffer[]): Promise<void> {
    const peer = this.#peers[nth - 1] as Peer;
    this.#asked.set(peer, answers);
    await peer.exchanges(text, {
      answers,
      lineEndIsFine: true,
      explain: (came) => this.#mixedUp(peer, came) ?? this.#notServed(peer),
    });
  }

  /** All of them speak at the same moment, and each gets its own answer. */
  async askAllAtOnce(
    texts: readonly string[],
    answersTo: (text: string) => readonly Buffer[],
  ): Promise<void> {
    for (const [index, peer] of this.#peers.entries()) {
      this.#asked.set(peer, answersTo(texts[index] as string));
    }
    for (const [index, peer] of this.#peers.entries()) peer.send(texts[index] as string);
    for (const peer of this.#peers) {
      await peer.exchanges("", {
        answers: this.#asked.get(peer) as readonly Buffer[],
        since: 0,
        lineEndIsFine: true,
        explain: (came) => this.#mixedUp(peer, came),
      });
    }
  }

  /** Everybody leaves in good order. */
  leaves(): void {
    for (const peer of this.#peers) peer.end();
  }

  async #isTaken(peer: Peer): Promise<void> {
    const outcome = await until(
      this.#stage,
      () => peer.isAccepted || peer.received.length > 0 || peer.isClosed,
      [this.#server],
    );
    if ("reached" in outcome) return;
    const { name } = this.#server;
    this.#stage.record({ kind: "missed", actor: name, step: "accepts" });
    const open = this.#peers.length;
    this.#server.failStuck(
      outcome.stuck,
      open === 0
        ? { kind: "not-accepted", actor: name, nth: 1 }
        : { kind: "not-at-once", actor: name, open, accepted: false },
    );
  }

  /** Somebody else got this one's answer, or this one got somebody else's. */
  #mixedUp(peer: Peer, came: Buffer): Cause | undefined {
    const { name: actor } = this.#server;
    for (const [asked, answers] of this.#asked) {
      for (const answer of answers) {
        const isStray = (got: Peer, bytes: Buffer) => got !== asked && bytes.includes(answer);
        const got = isStray(peer, came)
          ? peer
          : this.#peers.find((one) => asked === peer && isStray(one, one.received));
        if (got === undefined) continue;
        const text = answer.toString("base64");
        return { kind: "mixed-up", actor, asked: asked.name, got: got.name, answer: text };
      }
    }
    return undefined;
  }

  /** Nobody answers it, though it is connected. */
  #notServed(peer: Peer): Cause | undefined {
    if (peer.received.length > 0 || peer.isClosed) return undefined;
    const open = this.#peers.filter((one) => one !== peer && !one.isClosed).length;
    const accepted = peer.isAccepted;
    return { kind: "not-at-once", actor: this.#server.name, open, accepted };
  }
}
