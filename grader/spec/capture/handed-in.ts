import type { CaptureCause } from "../../model/capture-cause.ts";
import type { Dialogue } from "../../packets/dialogue.ts";
import {
  handshakeOf,
  sequenceFault,
  sideOf,
  teardownOf,
  type SequenceFault,
} from "../../packets/dialogue-facts.ts";
import type { Stage } from "../../scenario/stage.ts";
import { AnswerSheet } from "./answer-sheet.ts";
import type { ReadAnswers } from "./answers.ts";
import { answersIn, captureIn, type HandedCapture } from "./read-handed-in.ts";
import { recordDialogue } from "./record-dialogue.ts";
import { nonceIn, notOwn } from "./nonce.ts";

/** A capture and the answers to it, as they were handed in, and what checks may want of them. */
export class HandedIn {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** It is a capture file with TCP in it. */
  async captureOpens(): Promise<void> {
    const { unusable } = await this.#capture();
    if (unusable !== undefined) this.#stage.fail(unusable);
  }

  /** It ends where a packet ends, and makes sense up to there. */
  async captureIsWhole(): Promise<void> {
    const { file, contents } = await this.#capture();
    const { damage, packets } = contents;
    if (damage !== undefined) {
      this.#stage.fail({ kind: "damaged-capture", file, packets, damage });
    }
  }

  /** The answers can be read at all. */
  async answersOpen(): Promise<void> {
    const { unreadable } = await this.#readAnswers();
    if (unreadable !== undefined) this.#stage.fail(unreadable);
  }

  /** Nothing is missing from the answers, and there is nothing that nobody asks for. */
  async answersAreComplete(): Promise<void> {
    const { incomplete } = await this.#readAnswers();
    if (incomplete !== undefined) this.#stage.fail(incomplete);
  }

  /** One of the capture's connections is the one that the answers are about, and somebody took it. */
  async conversation(): Promise<Dialogue> {
    const { dialogue, contents } = await this.#capture();
    if (dialogue === undefined) {
      const { answers } = await this.#readAnswers();
      return this.#stage.fail({
        kind: "conversation-not-found",
        nonce: answers.nonce?.value,
        clientPort: answers.client_port?.value,
        serverPort: answers.server_port?.value,
        seen: contents.dialogues.slice(0, 5).map(({ client, server, segments }) => ({
          client,
          server,
          packet: segments[0]?.number ?? 0,
        })),
        connections: contents.dialogues.length,
      });
    }
    const found = handshakeOf(dialogue);
    if (found.is === "refused") {
      const { number: packet } = found.by;
      const cause = { kind: "refused-connection", packet, port: dialogue.server.port } as const;
      return this.#fail(dialogue, cause, [packet]);
    }
    return dialogue;
  }

  /** Tells how much in the file has nothing to do with the student's server. */
  async tellsOtherTraffic(): Promise<void> {
    const { contents } = await this.#capture();
    const { server } = await this.conversation();
    const isOwn = (one: Dialogue) => one.server.port === server.port;
    const own = contents.dialogues.filter(isOwn);
    const packets = contents.packets - own.reduce((sum, { segments }) => sum + segments.length, 0);
    const connections = contents.dialogues.length - own.length;
    if (packets > 0) this.#stage.note({ kind: "other-traffic", packets, connections });
  }

  /** The nonce crossed in both directions, and it is one. */
  async carriesNonce(): Promise<void> {
    const dialogue = await this.conversation();
    const { answers } = await this.#readAnswers();
    const nonce = answers.nonce?.value;
    if (nonce === undefined) {
      const { name: file } = this.#stage.fileOf("answers");
      return this.#stage.fail({ kind: "missing-answer", file, keys: ["nonce"] });
    }
    const why = notOwn(nonce);
    if (why !== undefined) this.#stage.fail({ kind: "nonce-not-own", nonce, why });
    const seen = nonceIn(dialogue, nonce);
    if (seen.toServer && seen.toClient) return;
    const data = dialogue.segments.filter(({ length }) => length > 0);
    return this.#fail(
      dialogue,
      {
        kind: "nonce-not-seen",
        nonce,
        missing: seen.toServer ? "to-client" : seen.toClient ? "to-server" : "both",
        toServer: beginning(dialogue.toServer.content),
        toClient: beginning(dialogue.toClient.content),
        cut: data.find(({ payload, length }) => payload.length < length)?.number,
      },
      data.map(({ number }) => number),
    );
  }

  /** SYN; SYN, ACK; ACK. */
  async beginsWithHandshake(): Promise<void> {
    const dialogue = await this.conversation();
    const found = handshakeOf(dialogue);
    switch (found.is) {
      case "complete":
      case "refused":
        return;
      case "missing": {
        const { number: packet } = found.at;
        const cause = { kind: "no-handshake", missing: found.what, packet } as const;
        return this.#fail(dialogue, cause, [packet]);
      }
      case "wrong": {
        const { number: packet, acknowledgment: actual } = found.at;
        const cause = { kind: "wrong-acknowledgment", packet, expected: 1, actual } as const;
        return this.#fail(dialogue, cause, [packet]);
      }
    }
  }

  /** Every byte is there, and was acknowledged. */
  async addsUp(): Promise<void> {
    const dialogue = await this.conversation();
    const fault = sequenceFault(dialogue);
    if (fault !== undefined) this.#fail(dialogue, causeOf(fault), [fault.at.number]);
  }

  /** FIN and ACK from both sides. */
  async endsWithTeardown(): Promise<void> {
    const dialogue = await this.conversation();
    const { clientFin, serverFin, unanswered, reset } = teardownOf(dialogue);
    const last = dialogue.segments.at(-1)?.number ?? 0;
    const hasBoth = clientFin !== undefined && serverFin !== undefined;
    if (reset !== undefined && !(hasBoth && unanswered === undefined)) {
      const cause = { kind: "reset-connection", packet: reset.number, by: sideOf(reset) } as const;
      return this.#fail(dialogue, cause, [reset.number]);
    }
    if (!hasBoth) {
      const missing = clientFin ? "server" : serverFin ? "client" : "both";
      return this.#fail(dialogue, { kind: "no-teardown", missing, packet: last }, [last]);
    }
    if (unanswered === undefined) return;
    const { number: packet } = unanswered;
    this.#fail(dialogue, { kind: "no-teardown", missing: "ack", packet }, [packet]);
  }

  /** What the student has written down, to be held against what the file shows. */
  async answers(): Promise<AnswerSheet> {
    const dialogue = await this.conversation();
    const { contents } = await this.#capture();
    const { answers } = await this.#readAnswers();
    return new AnswerSheet(answers, dialogue, contents.dialogues, {
      note: (note) => this.#stage.note(note),
      fail: (cause, packets) => this.#fail(dialogue, cause, packets),
    });
  }

  /** There is another connection to the same server, from another port. */
  async showsAnotherPort(): Promise<void> {
    const dialogue = await this.conversation();
    const { contents } = await this.#capture();
    const { client, server } = dialogue;
    const others = contents.dialogues.filter(
      (one) =>
        one !== dialogue && one.server.port === server.port && one.client.port !== client.port,
    );
    // An attempt that was refused has another port too, and is no connection.
    if (others.some(({ segments }) => segments.some((one) => !one.isFromClient && !one.isRst)))
      return;
    const cause = { kind: "one-connection", port: server.port, clientPort: client.port } as const;
    this.#fail(dialogue, cause);
  }

  /** Shows the connection in the trace as it is. */
  async shows(): Promise<void> {
    recordDialogue(this.#stage, await this.conversation());
  }

  #fail(dialogue: Dialogue, cause: CaptureCause, packets: readonly number[] = []): never {
    recordDialogue(this.#stage, dialogue, packets);
    return this.#stage.fail(cause);
  }

  async #readAnswers(): Promise<ReadAnswers> {
    return await answersIn(this.#stage.fileOf("answers"));
  }

  /** Without answers it can be opened all the same; none of its connections is the student's then. */
  async #capture(): Promise<HandedCapture> {
    const file = this.#stage.fileOf("capture");
    const { answers } = this.#stage.hasFile("answers")
      ? await this.#readAnswers()
      : { answers: {} };
    return await captureIn(file, answers);
  }
}

function beginning(content: Buffer): string {
  return content.subarray(0, 200).toString("base64");
}

function causeOf(fault: SequenceFault): CaptureCause {
  const { number: packet, sequence: actual, acknowledgment: acknowledged } = fault.at;
  const from = sideOf(fault.at);
  switch (fault.is) {
    case "gap":
      return { kind: "sequence-gap", packet, from, expected: fault.expected, actual };
    case "unseen":
      return { kind: "acknowledged-unseen", packet, from, acknowledged, seen: fault.seen };
    case "unanswered":
      return { kind: "never-acknowledged", packet, from, end: fault.end };
  }
}
