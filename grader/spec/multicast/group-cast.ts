import type { ActorName, Role } from "../../model/role.ts";
import { openGroupNetwork } from "../../scenario/group-range.ts";
import type { ProgramActor } from "../../scenario/program-actor.ts";
import { meetingPlace, startReceiver } from "../../scenario/receiver.ts";
import { startSender } from "../../scenario/sender.ts";
import type { Stage } from "../../scenario/stage.ts";
import { GroupSocket, type HeardDatagram } from "../../wire/group-socket.ts";
import { everybodyHearsEverybody } from "./everybody.ts";
import { GroupPeer } from "./group-peer.ts";
import { Receiver } from "./receiver.ts";
import { Sender } from "./sender.ts";

/**
 * Everybody who meets in the exercise's multicast group, on one host: any number of the student's
 * receivers and senders, and the grader as either.
 */
export class GroupCast {
  readonly #stage: Stage;
  readonly #receivers: Receiver[] = [];
  readonly #senders: Sender[] = [];
  readonly #peers: GroupPeer[] = [];
  #ear: GroupSocket | undefined;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Starts one more of the student's receivers, and waits until it is in a group. */
  async receiver(): Promise<Receiver> {
    await openGroupNetwork(this.#stage);
    const name = numbered("receiver", this.#receivers.length);
    const joined = await startReceiver(this.#stage, name, this.#receivers);
    const receiver = new Receiver(this.#stage, joined);
    this.#receivers.push(receiver);
    return receiver;
  }

  /**
   * Starts one more of the student's senders, and gives it a text to send. The grader is a receiver
   * as well, unless one of the student's holds the port for itself.
   */
  async sender(text?: string): Promise<Sender> {
    await openGroupNetwork(this.#stage);
    const name = numbered("sender", this.#senders.length);
    if (this.#receivers.length === 0 || text !== undefined) await this.#listen();
    const before = this.#heard().length;
    // One that nobody tells anything has a port of its own from its first datagram on (udp(7)).
    const isHeard = (actor: ProgramActor) =>
      this.#heard().length > before || (text === undefined && hasUdpPort(actor));
    const started = await startSender(this.#stage, name, text, isHeard);
    const sender = new Sender(this.#stage, started, {
      text,
      heard: () => this.#heard(),
      others: () => [
        ...this.#peers.map(({ port }) => port),
        ...this.#senders.filter((one) => one !== sender).flatMap(({ ports }) => ports),
      ],
      audience: this.#audience,
    });
    this.#senders.push(sender);
    return sender;
  }

  /** The grader as one more sender, with a port of its own, and where that is said an address of its own. */
  async peer(from?: string): Promise<GroupPeer> {
    await openGroupNetwork(this.#stage);
    const name = numbered("peer", this.#peers.length);
    const socket = await GroupSocket.toSend(meetingPlace(this.#stage).address, handoutTtl, from);
    this.#stage.owns(() => socket.close());
    const peer = new GroupPeer(this.#stage, name, socket);
    this.#peers.push(peer);
    return peer;
  }

  /** Waits until each of the student's receivers shows what each of the student's senders sends by itself. */
  async everybodyHearsEverybody(): Promise<void> {
    await everybodyHearsEverybody(this.#stage, this.#receivers, this.#senders);
  }

  get #audience(): ActorName {
    return this.#receivers[0]?.actor.name ?? "peer";
  }

  /** What has come to the grader that it did not send itself. */
  #heard(): readonly HeardDatagram[] {
    return (this.#ear?.heard ?? []).filter((datagram) => !this.#isOwn(datagram));
  }

  #isOwn({ from }: HeardDatagram): boolean {
    return this.#peers.some(({ port }) => port === from.port);
  }

  /** The grader as a receiver. It must be there before the first sender, and after receivers that do not share. */
  async #listen(): Promise<void> {
    const stage = this.#stage;
    const at = meetingPlace(stage);
    if (this.#ear !== undefined || !(await GroupSocket.isShared(at))) return;
    const ear = await GroupSocket.toHear(at, (datagram) => {
      if (this.#isOwn(datagram)) return;
      stage.record({
        kind: "wire",
        from: this.#senders.at(-1)?.actor.name ?? "sender",
        to: this.#audience,
        bytes: datagram.bytes.toString("base64"),
        datagram: true,
        destination: at,
      });
    });
    this.#ear = ear;
    stage.owns(() => ear.close());
  }
}

function hasUdpPort(actor: ProgramActor): boolean {
  return actor.sockets().some(({ protocol }) => protocol === "udp");
}

function numbered(kind: Role | "peer", before: number): ActorName {
  return before === 0 ? kind : `${kind}${before + 1}`;
}

const handoutTtl = 2;
