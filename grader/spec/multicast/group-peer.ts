import type { ActorName } from "../../model/role.ts";
import type { Stage } from "../../scenario/stage.ts";
import type { GroupSocket } from "../../wire/group-socket.ts";
import type { Receiver } from "./receiver.ts";

/** A sender that the grader plays. */
export class GroupPeer {
  readonly #stage: Stage;
  readonly #name: ActorName;
  readonly #socket: GroupSocket;

  constructor(stage: Stage, name: ActorName, socket: GroupSocket) {
    this.#stage = stage;
    this.#name = name;
    this.#socket = socket;
  }

  /** The port that receivers see its datagrams come from. */
  get port(): number {
    return this.#socket.port;
  }

  /** Sends one datagram to the group and port where that receiver is. */
  async sends(text: string | Uint8Array, { actor, at }: Receiver): Promise<void> {
    const bytes = Buffer.from(text);
    this.#stage.record({
      kind: "wire",
      from: this.#name,
      to: actor.name,
      bytes: bytes.toString("base64"),
      datagram: true,
      destination: at,
    });
    await this.#socket.send(bytes, at);
  }
}
