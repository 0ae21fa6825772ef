import { firstDifference } from "../../lib/first-difference.ts";
import type { ActorName } from "../../model/role.ts";
import type { Endpoint } from "../../model/waiting.ts";
import type { ProgramActor } from "../../scenario/program-actor.ts";
import type { Stage } from "../../scenario/stage.ts";
import { until } from "../../scenario/until.ts";
import type { DatagramPeer } from "../../wire/datagram-peer.ts";

import { deafTo } from "./deafness.ts";

/** A UDP socket that the grader plays, and the student's program at the other end. */
export class UdpPeer {
  readonly #stage: Stage;
  readonly #peer: DatagramPeer;
  readonly #other: ProgramActor;
  readonly #to: Endpoint;
  #taken = 0;

  constructor(stage: Stage, peer: DatagramPeer, other: ProgramActor, to: Endpoint) {
    this.#stage = stage;
    this.#peer = peer;
    this.#other = other;
    this.#to = to;
  }

  get name(): ActorName {
    return this.#peer.name;
  }

  /** The port that the student's program sees us come from. */
  get port(): number {
    return this.#peer.port;
  }

  /** The datagrams that have come, in order. */
  get received(): readonly Buffer[] {
    return this.#peer.received.map(({ bytes }) => bytes);
  }

  /** How many datagrams have reached the other side's port so far, copies counted. */
  get delivered(): number {
    return this.#peer.delivered;
  }

  /** Datagrams are kept back by a bad network. */
  get isHolding(): boolean {
    return this.#peer.isHolding;
  }

  /** Sends one datagram, an empty one too. */
  send(bytes: Uint8Array | string): void {
    this.#peer.send(Buffer.from(bytes), this.#to);
  }

  /**
   * Waits for the next datagram, which must be one of these. One line end after the text is not a
   * difference that anybody sees on a terminal; it is noted.
   */
  async receives(...accepted: readonly string[]): Promise<void> {
    const [expected] = accepted as [string];
    const wanted = this.#taken;
    const outcome = await until(this.#stage, () => this.received[wanted], [this.#other]);
    if ("stuck" in outcome) {
      this.#other.missed("sends", expected);
      const deaf = deafTo(this.#other, this.port);
      if (deaf !== undefined) this.#stage.fail(deaf);
      const base64 = Buffer.from(expected).toString("base64");
      const cause = { actor: this.#other.name, to: this.#peer.name, expected: base64 } as const;
      return this.#other.failStuck(outcome.stuck, { kind: "not-sent", ...cause });
    }
    this.#taken += 1;
    this.#compare(outcome.reached, accepted);
  }

  #compare(actual: Buffer, accepted: readonly string[]): void {
    const texts = accepted.map((text) => Buffer.from(text));
    if (texts.some((text) => text.equals(actual))) return;
    const isEnded = (text: Buffer) =>
      ["\n", "\r\n"].some((end) => Buffer.concat([text, Buffer.from(end)]).equals(actual));
    if (texts.some(isEnded)) {
      this.#stage.note({ kind: "ends-with-newline", actor: this.#other.name });
      return;
    }
    const [expected] = texts as [Buffer];
    this.#other.missed("sends", expected.toString());
    this.#stage.fail({
      kind: "wrong-bytes",
      actor: this.#other.name,
      expected: expected.toString("base64"),
      actual: actual.toString("base64"),
      offset: firstDifference(expected, actual),
    });
  }
}
