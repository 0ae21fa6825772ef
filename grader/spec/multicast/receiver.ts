import type { Cause, CauseOf } from "../../model/cause.ts";
import type { Endpoint } from "../../model/waiting.ts";
import { expectedGroups, isExpectedGroup } from "../../scenario/group-range.ts";
import type { ProgramActor } from "../../scenario/program-actor.ts";
import { isGroup, type JoinedReceiver, meetingPlace } from "../../scenario/receiver.ts";
import { visibleText } from "../../scenario/screen-match.ts";
import type { Stage } from "../../scenario/stage.ts";
import { until } from "../../scenario/until.ts";
import { showsAllOf, showsOrigin } from "./origin.ts";

/** A student's receiver in a group. */
export class Receiver implements JoinedReceiver {
  readonly actor: ProgramActor;
  readonly at: Endpoint;
  readonly bound: Endpoint;
  readonly #stage: Stage;

  constructor(stage: Stage, { actor, at, bound }: JoinedReceiver) {
    this.#stage = stage;
    this.actor = actor;
    this.at = at;
    this.bound = bound;
  }

  /** Fails the check unless it is in the handout's group, at the handout's port. */
  isAtMeetingPlace(): void {
    const { port } = meetingPlace(this.#stage);
    const actor = this.actor.name;
    if (!isExpectedGroup(this.#stage, this.at.address)) {
      this.#stage.fail({
        kind: "other-group",
        actor,
        expected: expectedGroups(this.#stage),
        actual: this.at.address,
      });
    }
    if (this.at.port !== port) {
      this.#stage.fail({ kind: "wrong-port", actor, expected: port, actual: this.at.port });
    }
  }

  /** Waits until a text that was sent to its group stands on its screen. */
  async prints(text: string, options: Readonly<{ exactly?: boolean }> = {}): Promise<void> {
    await this.actor.prints(text, {
      ...options,
      arrived: () => this.#arrived(),
      explain: () => this.#whyNot(text),
    });
  }

  /** Waits until it shows all texts of several senders that send at once. */
  async printsAllOf(bySender: readonly (readonly string[])[]): Promise<void> {
    await showsAllOf(this.#stage, this, bySender);
  }

  /** Waits until it shows the address that a datagram came from. */
  async printsOrigin(address: string): Promise<void> {
    await showsOrigin(this.#stage, this.actor, address);
  }

  /** Waits until it has read all that came, and waits for the next datagram. */
  async waitsForMore(): Promise<void> {
    const outcome = await until(
      this.#stage,
      (looks) => {
        const receiving = looks.get(this.actor)?.receiving ?? [];
        return this.#sockets().some(
          ({ inode, rxQueue }) => receiving.includes(inode) && rxQueue === 0,
        );
      },
      [this.actor],
    );
    if ("reached" in outcome || outcome.stuck.why === "settled") return;
    this.actor.failStuck(outcome.stuck, { kind: "exited-early", actor: this.actor.name });
  }

  #sockets() {
    return this.actor.sockets().filter(({ protocol }) => protocol === "udp");
  }

  #arrived(): CauseOf<"not-shown">["arrived"] {
    return this.#sockets().some(({ rxQueue }) => rxQueue > 0) ? "not-read" : "read";
  }

  /** What the kernel knows about a text that did not appear. */
  #whyNot(text: string): Cause | undefined {
    const actor = this.actor.name;
    const isDeaf =
      !anyAddress.has(this.bound.address) &&
      !(isGroup(this.bound.address) && this.bound.address === this.at.address);
    if (isDeaf) return { kind: "deaf-to-group", actor, group: this.at, bound: this.bound };
    const kept = shownPart(visibleText(this.actor.screen.text), text);
    if (kept === undefined) return undefined;
    return { kind: "truncated-datagram", actor, sent: Buffer.byteLength(text), kept };
  }
}

const anyAddress: ReadonlySet<string> = new Set(["0.0.0.0", "::"]);

/** How many bytes of a text stand on a screen, if it is a beginning that tells and no more. */
function shownPart(screen: string, text: string): number | undefined {
  let [least, most] = [0, text.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (screen.includes(text.slice(0, middle))) least = middle;
    else most = middle - 1;
  }
  if (least < shortestTelling || least === text.length) return undefined;
  const rest = screen.slice(screen.indexOf(text.slice(0, least)) + least);
  // Where other letters follow, the text was not cut but mangled.
  return /^\p{P}*\s*(?:\n|$)/u.test(rest) ? Buffer.byteLength(text.slice(0, least)) : undefined;
}

/** Fewer letters may stand on any screen. */
const shortestTelling = 4;
