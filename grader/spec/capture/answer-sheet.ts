import type {
  AnswerKey,
  AnswerMistake,
  CaptureCause,
  CaptureNote,
} from "../../model/capture-cause.ts";
import type { Dialogue, DialogueSegment } from "../../packets/dialogue.ts";
import { teardownOf } from "../../packets/dialogue-facts.ts";
import type { Answers } from "./answers.ts";

/** Where a verdict goes. */
type Verdict = Readonly<{
  note: (note: CaptureNote) => void;
  fail: (cause: CaptureCause, packets: readonly number[]) => never;
}>;

/** Holds the answers to a capture against what it shows of one connection. */
export class AnswerSheet {
  readonly #answers: Answers;
  readonly #dialogue: Dialogue;
  readonly #others: readonly Dialogue[];
  readonly #verdict: Verdict;

  constructor(answers: Answers, dialogue: Dialogue, all: readonly Dialogue[], verdict: Verdict) {
    this.#answers = answers;
    this.#dialogue = dialogue;
    this.#others = all.filter((one) => one !== dialogue);
    this.#verdict = verdict;
  }

  /** Both ports are told. */
  ports(): void {
    const { client, server, segments } = this.#dialogue;
    const { client_port: of, server_port: to } = this.#answers;
    const isSwapped = of?.value === server.port && to?.value === client.port;
    const first = segments.slice(0, 1);
    for (const [key, right] of [
      ["client_port", client.port],
      ["server_port", server.port],
    ] as const) {
      const given = this.#answers[key]?.value;
      const isOther = this.#others.some((one) => one.client.port === given);
      this.#compare(
        key,
        [right],
        first,
        isSwapped ? "swapped" : isOther ? "other-connection" : undefined,
      );
    }
  }

  /** Who was first to close; when both closed before they knew of each other, either is right. */
  closedFirst(): void {
    const { closers, packets } = teardownOf(this.#dialogue);
    this.#compare("closed_first", closers, packets.slice(0, 1), undefined);
    if (closers.length > 1) {
      const fins = packets.filter(({ isFin }) => isFin);
      this.#verdict.note({ kind: "closed-together", packets: numbersOf(fins) });
    }
  }

  /** How many packets carried data; what was sent again may be counted or not. */
  dataSegments(): void {
    const { segments } = this.#dialogue;
    const data = segments.filter(({ length }) => length > 0);
    const fresh = data.filter(({ isRepeated }) => !isRepeated);
    const given = this.#answers.data_segments?.value;
    const oneWay = [true, false].map(
      (isFromClient) => data.filter((one) => one.isFromClient === isFromClient).length,
    );
    const all = this.#sum(
      (one) => one.length > 0,
      () => 1,
    );
    const mistake =
      given === segments.length
        ? "frames"
        : given === all
          ? "all-connections"
          : given !== undefined && oneWay.includes(given)
            ? "one-direction"
            : undefined;
    this.#compare("data_segments", [fresh.length, data.length], data, mistake);
    if (fresh.length < data.length) {
      const again = data.filter(({ isRepeated }) => isRepeated);
      this.#verdict.note({ kind: "retransmissions", packets: numbersOf(again) });
    }
  }

  /** How many bytes of data each side sent; what was sent again may be counted or not. */
  bytes(): void {
    const { segments, toServer, toClient } = this.#dialogue;
    for (const isFromClient of [true, false]) {
      const key = isFromClient ? "bytes_to_server" : "bytes_to_client";
      const sent = segments.filter((one) => one.isFromClient === isFromClient);
      const right = (isFromClient ? toServer : toClient).bytes;
      const other = (isFromClient ? toClient : toServer).bytes;
      const frames = sum(sent.map(({ frameBytes }) => frameBytes));
      const given = this.#answers[key]?.value;
      const all = this.#sum(
        (one) => one.isFromClient === isFromClient,
        (one) => one.length,
      );
      const mistake =
        given === frames
          ? "frame-bytes"
          : given === other
            ? "swapped"
            : given === all
              ? "all-connections"
              : undefined;
      const data = sent.filter(({ length }) => length > 0);
      this.#compare(key, [right, sum(data.map(({ length }) => length))], data, mistake);
    }
  }

  /** Over every connection to the same server: what a filter by the server's port shows. */
  #sum(
    isMeant: (segment: DialogueSegment) => boolean,
    valueOf: (segment: DialogueSegment) => number,
  ): number {
    const { port } = this.#dialogue.server;
    const others = this.#others.filter(({ server }) => server.port === port);
    const segments = [this.#dialogue, ...others].flatMap((one) => one.segments);
    return sum(segments.filter(isMeant).map(valueOf));
  }

  #compare(
    key: AnswerKey,
    right: readonly (string | number)[],
    where: readonly DialogueSegment[],
    mistake: AnswerMistake | undefined,
  ): void {
    const answer = this.#answers[key];
    if (answer === undefined || right.includes(answer.value)) return;
    const { given, place } = answer;
    const packets = numbersOf(where);
    const all = [...new Set(right.map(String))];
    this.#verdict.fail(
      { kind: "wrong-answer", place, key, given, right: all, mistake, packets },
      packets,
    );
  }
}

function numbersOf(segments: readonly DialogueSegment[]): readonly number[] {
  return segments.slice(0, mostNumbers).map(({ number }) => number);
}

const mostNumbers = 20;

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
