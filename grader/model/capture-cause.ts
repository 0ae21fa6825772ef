import type { CaptureDamage, ForeignFile } from "./capture-file.ts";
import type { FileRole } from "./role.ts";
import type { Endpoint } from "./waiting.ts";

/** What students read in a capture and write down: the keys of their answers, in both languages. */
export const answerNames = {
  nonce: { en: "nonce", "pt-BR": "palavra" },
  client_port: { en: "client_port", "pt-BR": "porta_cliente" },
  server_port: { en: "server_port", "pt-BR": "porta_servidor" },
  closed_first: { en: "closed_first", "pt-BR": "fechou_primeiro" },
  data_segments: { en: "data_segments", "pt-BR": "segmentos_de_dados" },
  bytes_to_server: { en: "bytes_to_server", "pt-BR": "bytes_para_servidor" },
  bytes_to_client: { en: "bytes_to_client", "pt-BR": "bytes_para_cliente" },
} as const;

/** One of {@link answerNames}. */
export type AnswerKey = keyof typeof answerNames;

/** A place in the answers; both count from 1. */
export type AnswerPlace = Readonly<{ file: string; line: number; column: number }>;

/** Who sent a packet. */
export type End = "client" | "server";

/** What somebody has counted instead. */
export type AnswerMistake =
  | "swapped"
  | "frames"
  | "frame-bytes"
  | "one-direction"
  | "all-connections"
  | "other-connection";

/** Why a check of a capture failed. Packets are numbered as Wireshark does, sequence numbers are relative. */
export type CaptureCause = Readonly<
  | { kind: "missing-file"; role: FileRole; found: readonly string[] }
  /** `start` is how it begins, base64. */
  | { kind: "not-a-capture"; file: string; what: ForeignFile; start: string }
  | { kind: "empty-capture"; file: string }
  /** `packets` were read before. */
  | { kind: "damaged-capture"; file: string; packets: number; damage: CaptureDamage }
  | { kind: "capture-too-large"; file: string; what: "bytes" | "packets"; most: number }
  | {
      kind: "no-tcp";
      file: string;
      packets: number;
      others: readonly Readonly<{ name: string; packets: number }>[];
      /** Numbers of link layers that can not be read. */
      unknownLinks: readonly number[];
    }
  /** `code` is the YAML parser's name for the error; both are missing where it is YAML of another shape. */
  | { kind: "answers-unreadable"; place: AnswerPlace; code?: string; error?: string }
  | { kind: "unknown-answer"; place: AnswerPlace; spelt: string; meant?: string | undefined }
  | { kind: "doubled-answer"; place: AnswerPlace; key: AnswerKey }
  | { kind: "bad-answer"; place: AnswerPlace; key: AnswerKey; got: string }
  | { kind: "missing-answer"; file: string; keys: readonly AnswerKey[] }
  | {
      kind: "conversation-not-found";
      nonce?: string | undefined;
      clientPort?: number | undefined;
      serverPort?: number | undefined;
      /** Connections that are in the file, with the packet each begins with. */
      seen: readonly Readonly<{ client: Endpoint; server: Endpoint; packet: number }>[];
      connections: number;
    }
  | { kind: "nonce-not-own"; nonce: string; why: "handout" | "short" }
  | {
      kind: "nonce-not-seen";
      nonce: string;
      missing: "both" | "to-server" | "to-client";
      /** What did cross, base64. */
      toServer: string;
      toClient: string;
      /** A packet of which the capture kept less than there was. */
      cut?: number | undefined;
    }
  | { kind: "no-handshake"; missing: "syn" | "syn-ack" | "ack"; packet: number }
  | { kind: "refused-connection"; packet: number; port: number }
  | { kind: "wrong-acknowledgment"; packet: number; expected: number; actual: number }
  | { kind: "sequence-gap"; packet: number; from: End; expected: number; actual: number }
  | { kind: "acknowledged-unseen"; packet: number; from: End; acknowledged: number; seen: number }
  | { kind: "never-acknowledged"; packet: number; from: End; end: number }
  | { kind: "no-teardown"; missing: "both" | End | "ack"; packet: number }
  | { kind: "reset-connection"; packet: number; by: End }
  | {
      kind: "wrong-answer";
      place: AnswerPlace;
      key: AnswerKey;
      given: string;
      /** Everything that would have been right. */
      right: readonly string[];
      mistake?: AnswerMistake | undefined;
      /** Where it is to be seen. */
      packets: readonly number[];
    }
  | { kind: "one-connection"; port: number; clientPort: number }
>;

/** What is worth telling about a capture and costs nothing. */
export type CaptureNote = Readonly<
  | { kind: "other-traffic"; packets: number; connections: number }
  | { kind: "retransmissions"; packets: readonly number[] }
  /** The connection was closed from both ends at the same time. */
  | { kind: "closed-together"; packets: readonly number[] }
>;
