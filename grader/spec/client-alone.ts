import type { ProgramActor } from "../scenario/program-actor.ts";
import type { Stage } from "../scenario/stage.ts";
import { until } from "../scenario/until.ts";
import type { PeerConnection } from "../wire/peer.ts";
import { Peer } from "./peer.ts";

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

  /** The connection it has made. */
  async connects(): Promise<Peer> {
    const outcome = await until(this.#stage, () => this.#connections()[0], [this.actor]);
    if ("reached" in outcome) return new Peer(this.#stage, outcome.reached, this.actor);
    this.#stage.record({ kind: "missed", actor: this.actor.name, step: "connects" });
    return this.actor.failStuck(outcome.stuck, {
      kind: "not-connected",
      actor: this.actor.name,
      lastLine: "",
    });
  }
}
