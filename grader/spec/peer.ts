import type { ActorName } from "../model/role.ts";
import type { ProgramActor } from "../scenario/program-actor.ts";
import type { Stage } from "../scenario/stage.ts";
import { until } from "../scenario/until.ts";
import type { PeerConnection } from "../wire/peer.ts";
import { firstDifference } from "../lib/first-difference.ts";
import { exchange, type ExchangeOptions } from "./exchange.ts";
import { failAccepting, failForSilence, isAccepted, isClosed, type PeerEnd } from "./unanswered.ts";

/** A connection to a student's program, whose other end the grader plays. */
export class Peer {
  readonly #stage: Stage;
  readonly #connection: PeerConnection;
  readonly #other: ProgramActor;

  constructor(stage: Stage, connection: PeerConnection, other: ProgramActor) {
    this.#stage = stage;
    this.#connection = connection;
    this.#other = other;
  }

  /** The port that the student's program sees us come from. */
  get port(): number {
    return this.#connection.local.port;
  }

  /** The port that the other end of the connection has. */
  get remotePort(): number {
    return this.#connection.remote.port;
  }

  /** Which of the grader's peers it is. */
  get name(): ActorName {
    return this.#connection.name;
  }

  /** Whether the program has accepted it: it is among the program's own sockets. */
  get isAccepted(): boolean {
    return isAccepted(this.#end);
  }

  get received(): Buffer {
    return this.#connection.received;
  }

  /**
   * Waits until exactly these bytes have come, then until nothing more comes. One line end after
   * them is not a difference that anybody sees on a terminal; it is noted.
   */
  async receives(text: string): Promise<void> {
    const expected = Buffer.from(text);
    const hasAll = () => this.received.length >= expected.length || this.isClosed;
    const outcome = await until(this.#stage, hasAll, [this.#other]);
    if ("stuck" in outcome && this.received.length === 0)
      await failForSilence(this.#end, outcome.stuck, expected);
    await this.#waitForMore();
    const rest = this.received.subarray(expected.length).toString("latin1");
    if (
      firstDifference(expected, this.received) === expected.length &&
      /^(?:\r?\n)?$/u.test(rest)
    ) {
      if (rest !== "") this.#stage.note({ kind: "ends-with-newline", actor: this.#other.name });
      return;
    }
    if (this.received.length === 0) await failForSilence(this.#end, { why: "settled" }, expected);
    this.#stage.record({ kind: "missed", actor: this.#other.name, step: "sends", expected: text });
    this.#stage.fail({
      kind: "wrong-bytes",
      actor: this.#other.name,
      expected: expected.toString("base64"),
      actual: this.received.toString("base64"),
      offset: firstDifference(expected, this.received),
    });
  }

  /**
   * Waits until the program has accepted the connection and has either sent something or come to
   * a pause: from then on a reset always finds it at the same point of its work.
   */
  async isServed(): Promise<void> {
    const outcome = await until(
      this.#stage,
      (looks) => {
        if (this.received.length > 0 || this.isClosed) return true;
        const motion = looks.get(this.#other)?.motion;
        return isAccepted(this.#end) && motion !== "moving";
      },
      [this.#other],
    );
    if ("stuck" in outcome) failAccepting(this.#end, outcome.stuck);
  }

  /** Sends these bytes and waits until exactly they, or the answers given, have come back. */
  async exchanges(bytes: Uint8Array | string, options: ExchangeOptions = {}): Promise<void> {
    await exchange(this.#end, Buffer.from(bytes), options);
  }

  /**
   * Sends everything, shuts our direction behind it, and waits until everything has come back and the
   * program has closed as well: what was on its way when the one side ended is not lost (RFC 9293 §3.6).
   */
  async seesAllThenEnd(bytes: Uint8Array | string, options: ExchangeOptions = {}): Promise<void> {
    await this.exchanges(bytes, { ...options, thenEnds: true });
    await this.seesEnd();
  }

  /** Waits until the other side has closed its direction in good order (FIN). */
  async seesEnd(): Promise<void> {
    const outcome = await until(this.#stage, () => this.isClosed, []);
    const actor = this.#other.name;
    if (this.#connection.isReset) this.#stage.fail({ kind: "connection-reset", actor });
    if ("reached" in outcome) return;
    this.#stage.record({ kind: "missed", actor, step: "closes" });
    this.#other.failStuck(outcome.stuck, { kind: "not-closed", actor });
  }

  send(bytes: Uint8Array | string): void {
    this.#connection.send(Buffer.from(bytes));
  }

  /**
   * Sends in pieces of so many bytes, each when the program is back in recv and has read the one
   * before; when it does not come back, the rest goes at once.
   */
  async sendsInPieces(bytes: Uint8Array, pieceBytes: number): Promise<void> {
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      this.send(bytes.subarray(at, at + pieceBytes));
      const outcome = await until(
        this.#stage,
        (looks) => {
          const look = looks.get(this.#other);
          const waited = this.#other
            .sockets()
            .filter(({ inode }) => look?.receiving.includes(inode));
          return waited.some(({ state, rxQueue }) => state !== "listen" && rxQueue === 0);
        },
        [this.#other],
      );
      if ("reached" in outcome) continue;
      this.send(bytes.subarray(at + pieceBytes));
      return;
    }
  }

  /** Ends our direction; the student's program reads end of file. */
  end(): void {
    this.#connection.end();
  }

  /** Resets the connection, as a program does that is killed with unread bytes. */
  reset(): void {
    this.#connection.reset();
  }

  get isReset(): boolean {
    return this.#connection.isReset;
  }

  get isClosed(): boolean {
    return isClosed(this.#end);
  }

  async #waitForMore(): Promise<void> {
    await until(this.#stage, () => this.isClosed, []);
  }

  get #end(): PeerEnd {
    return { stage: this.#stage, connection: this.#connection, other: this.#other };
  }
}
