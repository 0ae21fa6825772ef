import { isIPv6 } from "node:net";
import { type Endpoint, isSameEndpoint } from "../../model/waiting.ts";
import { explainCrash } from "../../scenario/crash.ts";
import { CheckUnavailable } from "../../scenario/failure.ts";
import { isExpectedGroup, isOfSameFamily } from "../../scenario/group-range.ts";
import type { ProgramActor } from "../../scenario/program-actor.ts";
import { meetingPlace } from "../../scenario/receiver.ts";
import type { StartedSender } from "../../scenario/sender.ts";
import type { Stage } from "../../scenario/stage.ts";
import { type Stuck, until } from "../../scenario/until.ts";
import type { Company } from "./company.ts";
import type { Receiver } from "./receiver.ts";
import { isSameText } from "./same-text.ts";
import { drawDatagrams } from "./draw-datagrams.ts";
import { series } from "./series.ts";
import { type SentDatagram, sentDatagrams } from "./sent-datagrams.ts";

/** A student's sender. */
export class Sender {
  readonly actor: ProgramActor;
  readonly told: StartedSender["told"];
  readonly #stage: Stage;
  readonly #company: Company;
  /** The ports that it was seen to send from. */
  readonly #ports = new Set<number>();

  constructor(stage: Stage, { actor, told }: StartedSender, company: Company) {
    this.#stage = stage;
    this.actor = actor;
    this.told = told;
    this.#company = company;
  }

  /** The ports that it has sent from, as far as the kernel showed them while it was there. */
  get ports(): readonly number[] {
    for (const { protocol, local } of this.actor.sockets())
      if (protocol === "udp") this.#ports.add(local.port);
    return [...this.#ports];
  }

  /**
   * Waits until it has sent something to a multicast group, whichever. @returns the first datagram.
   * @throws CheckUnavailable where nothing came to the grader and packets are not seen.
   */
  async sendsToGroup(): Promise<SentDatagram> {
    const { sent, areAll, stuck } = await this.#datagrams();
    const first = sent.find(
      ({ isToGroup, to }) => isToGroup && isOfSameFamily(this.#stage, to.address),
    );
    if (first !== undefined) return first;
    if (!areAll) {
      this.isUnhurt();
      throw new CheckUnavailable("packets");
    }
    this.actor.missed("sends", this.#company.text);
    const group = meetingPlace(this.#stage);
    const [stray] = sent;
    if (stray !== undefined) return this.#failFor(stray, group, this.#stage.groupRange);
    this.isUnhurt();
    const { text } = this.#company;
    const cause = { kind: "nothing-multicast", actor: this.actor.name, group, text } as const;
    // That it ended says less than that nothing had left it by then.
    return stuck.why === "ended" ? this.#stage.fail(cause) : this.actor.failStuck(stuck, cause);
  }

  /**
   * Waits until what it sent stands on the screens of these receivers.
   * @throws CheckUnavailable where nobody can tell what that is: it says what it likes, and packets are not seen.
   */
  async reaches(
    receivers: readonly Receiver[],
    options: Readonly<{ exactly?: boolean }> = {},
  ): Promise<void> {
    const text = await this.#textFor(receivers);
    for (const receiver of receivers) await receiver.prints(text, options);
  }

  /** Waits until the text that it was given has gone to a group, as it was given. */
  async sendsWhatItWasTold(): Promise<void> {
    const { text = "" } = this.#company;
    const { bytes: actual } = await this.sendsToGroup();
    if (this.told === "nothing") {
      await this.#untilDone(2);
      this.actor.missed("reads-keyboard", text);
      this.#stage.fail({ kind: "never-asked", actor: this.actor.name, typed: text });
    }
    isSameText(this.#stage, this.actor, { text, actual });
  }

  /** Waits until it has sent to the handout's group and port, or to where a receiver is. */
  async sendsTo(receiver?: Pick<Receiver, "at">): Promise<SentDatagram> {
    const first = await this.sendsToGroup();
    const place = receiver?.at ?? meetingPlace(this.#stage);
    const serves = receiver === undefined && isExpectedGroup(this.#stage, first.to.address);
    if (isSameEndpoint(first.to, serves ? { ...place, address: first.to.address } : place))
      return first;
    this.actor.missed("sends", this.#company.text);
    return this.#failFor(first, place, receiver === undefined ? this.#stage.groupRange : undefined);
  }

  /** Waits until it has ended or asks again, and has sent one datagram, no more. */
  async sendsOnce(): Promise<void> {
    await this.sendsToGroup();
    await this.#untilDone(2);
    const { sent } = await this.#datagrams();
    if (sent.length === 1) return;
    this.#stage.fail({
      kind: "not-one-datagram",
      actor: this.actor.name,
      contents: sent.slice(0, mostTold).map(({ bytes }) => bytes.toString("base64")),
    });
  }

  /** Waits until it has sent, and ended well; one that sends again and again will not. */
  async sendsAndEnds(): Promise<void> {
    await this.sendsToGroup();
    await this.#untilDone(mostTold);
    if (this.actor.exit === undefined && this.#company.heard().length >= mostTold) {
      this.actor.missed("exits");
      this.#stage.fail({ kind: "not-exited", actor: this.actor.name });
    }
    await this.actor.exitsWell();
  }

  /** Waits until its datagram has gone, with so many hops. @throws CheckUnavailable where packets are not seen. */
  async sendsWithTtl(expected: number): Promise<void> {
    const { ttl: actual, to } = await this.sendsToGroup();
    if (Number.isNaN(actual)) throw new CheckUnavailable("packets");
    if (actual === expected) return;
    this.#stage.fail({
      kind: "wrong-ttl",
      actor: this.actor.name,
      expected,
      actual,
      isIpv6: isIPv6(to.address),
    });
  }

  /** Waits until it has sent so many datagrams to the group of its first, by itself. @returns them and any more. */
  async keepsSending(count: number): Promise<readonly SentDatagram[]> {
    const first = await this.sendsToGroup();
    return await series(this.#stage, this.actor, { first, count, others: this.#company.others });
  }

  /** Waits until it has done what it was told: it has ended, asks for more, or rests. */
  async finishes(): Promise<void> {
    if (this.told !== "nothing") await this.#untilDone(Infinity);
  }

  /** Fails the check if it has crashed. */
  isUnhurt(): void {
    const crash = explainCrash(this.actor);
    if (crash !== undefined) this.#stage.fail(crash);
  }

  /** What it has sent, once it is known to have gone where these are, as far as that can be seen. */
  async #textFor([first]: readonly Receiver[]): Promise<string> {
    if (this.told === "nothing") return (await this.sendsTo(first)).bytes.toString();
    const { areAll } = await this.#datagrams();
    if (areAll) await this.sendsTo(first);
    else this.isUnhurt();
    return this.#company.text ?? "";
  }

  /** Waits until it has ended, asks for more, has been heard so often, or rests. @returns the last. */
  async #untilDone(datagrams: number): Promise<Stuck | undefined> {
    const outcome = await until(this.#stage, (looks, atRest) => {
      if (this.actor.exit !== undefined || this.#company.heard().length >= datagrams) return true;
      return this.told === "keyboard" && this.actor.isAtKeyboard(looks.get(this.actor), atRest);
    });
    return "stuck" in outcome ? outcome.stuck : undefined;
  }

  /** What it has sent by now, once it has sent something or has nothing left to do. */
  async #datagrams(): Promise<
    Readonly<{ sent: readonly SentDatagram[]; areAll: boolean; stuck: Stuck }>
  > {
    const stuck = await this.#untilDone(1);
    const { others } = this.#company;
    const seen = await sentDatagrams(this.#stage, others());
    if (seen !== undefined) this.#draw(seen);
    return {
      sent: seen ?? this.#fromEar(),
      areAll: seen !== undefined,
      stuck: stuck ?? { why: this.actor.exit === undefined ? "settled" : "ended" },
    };
  }

  /** Where packets are not seen: only what came to the handout's group and port, with no word of hops. */
  #fromEar(): readonly SentDatagram[] {
    const to = meetingPlace(this.#stage);
    return this.#company
      .heard()
      .map((datagram) => ({ ...datagram, at: NaN, to, isToGroup: true, ttl: NaN }));
  }

  /** Adds to the trace what only the packets have told. */
  #draw(sent: readonly SentDatagram[]): void {
    const { trace } = this.#stage;
    const isDrawn = trace.some(
      ({ kind, ...event }) => kind === "wire" && isFrom(event, this.actor),
    );
    if (isDrawn) return;
    drawDatagrams(this.#stage, sent, { from: () => this.actor.name, to: this.#company.audience });
  }

  #failFor(stray: SentDatagram, expected: Endpoint, range?: string): never {
    const { to: actual } = stray;
    const serves = range !== undefined && isExpectedGroup(this.#stage, actual.address);
    return this.#stage.fail({
      kind: "sent-elsewhere",
      actor: this.actor.name,
      expected,
      actual,
      what: serves ? "other-port" : wayward(stray, expected),
      range,
    });
  }
}

/** Enough to see what they are. */
const mostTold = 5;

function isFrom(event: object, { name }: ProgramActor): boolean {
  return "from" in event && event.from === name;
}

function wayward({ to, isToGroup }: SentDatagram, expected: Endpoint) {
  if (isIPv6(to.address) !== isIPv6(expected.address)) return "other-version";
  if (isToGroup) return to.address === expected.address ? "other-port" : "other-group";
  return to.address.endsWith(".255") ? "broadcast" : "unicast";
}
