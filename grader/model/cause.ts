import type { CaptureCause, CaptureNote } from "./capture-cause.ts";
import type { LimitName, LimitUnit } from "./limits.ts";
import type { ProgramCause } from "./program-cause.ts";
import type { ActorName, Role } from "./role.ts";
import type { SourcePlace } from "./source-place.ts";
import type { TcpLifeCause } from "./tcp-life-cause.ts";
import type { Endpoint, Waiting } from "./waiting.ts";

/** What every program of a check was doing when the check ended. */
export type Waits = Readonly<Partial<Record<ActorName, Waiting>>>;

export type Transport = "tcp" | "udp";

/** Where a client tried to go, and what came back. */
export type Attempt = Readonly<{
  protocol: "tcp" | "udp";
  to: Endpoint;
  answer: "accepted" | "refused" | "nothing";
}>;

/** A limit that was hit. Who writes more to a screen than `output` allows is `flooding` instead. */
export type LimitHit = Readonly<{
  kind: "limit-hit";
  /** None where a limit is for all programs of a check, or of a submission. */
  actor?: ActorName | undefined;
  limit: Exclude<LimitName, "output">;
  unit: LimitUnit;
  /** What the limit is, in its unit. */
  allowed: number;
  /** What was measured, where the grader found out first; the kernel only says no. */
  value?: number | undefined;
}>;

/**
 * Why a check failed: data only, the words are made by `messages/`. Strings are what programs
 * wrote, as they wrote it: every reporter neutralises them before it shows them.
 */
export type Cause = Readonly<
  // The submission
  | { kind: "missing-role"; role: Role; found: readonly string[] }
  /** Nobody could tell what to start; `reason` is what the command line says to that. */
  | { kind: "not-gradable"; reason: string }
  | ProgramCause
  // Starting and ending
  | {
      kind: "crashed";
      actor: ActorName;
      code?: number | undefined;
      signal?: string | undefined;
      lastLine: string;
      place?: SourcePlace | undefined;
    }
  | {
      kind: "exited-early";
      actor: ActorName;
      code?: number | undefined;
      signal?: string | undefined;
    }
  | { kind: "not-exited"; actor: ActorName }
  | {
      kind: "exit-code";
      actor: ActorName;
      code?: number | undefined;
      signal?: string | undefined;
      lastLine: string;
    }
  | { kind: "spinning"; actor: ActorName; cpuMs: number }
  /** Twice, running the check ended the process that watched it. */
  | { kind: "killed-grader" }
  | { kind: "flooding"; actor: ActorName; bytes: number }
  | LimitHit
  // Connecting
  | { kind: "not-listening"; actor: ActorName }
  | {
      kind: "not-connected";
      actor: ActorName;
      listening?: Endpoint | undefined;
      lastLine: string;
      /** Where it tried to go, where packets are seen. */
      attempts?: readonly Attempt[] | undefined;
    }
  | { kind: "wrong-port"; actor: ActorName; expected: number; actual: number }
  | { kind: "not-accepted"; actor: ActorName; nth: number }
  | { kind: "not-closed"; actor: ActorName }
  | { kind: "connection-reset"; actor: ActorName }
  | { kind: "closed-early"; actor: ActorName }
  | TcpLifeCause
  // Keyboard and screen
  | { kind: "never-asked"; actor: ActorName; typed: string }
  | {
      kind: "not-shown";
      actor: ActorName;
      expected: string;
      screen: string;
      arrived: "never-sent" | "not-read" | "read" | "unknown";
    }
  | { kind: "nothing-shown"; actor: ActorName; after: "connected" | "disconnected" | "started" }
  | { kind: "screen-hidden"; actor: ActorName; expected: string }
  | { kind: "bytes-literal"; actor: ActorName; expected: string; actual: string }
  | { kind: "stale-tail"; actor: ActorName; expected: string; actual: string }
  | { kind: "mangled-text"; actor: ActorName; expected: string; actual: string }
  | { kind: "glued"; actor: ActorName; expected: readonly string[]; actual: string }
  | {
      kind: "one-recv-is-not-one-message";
      actor: ActorName;
      expected: readonly string[];
      actual: string;
      delivered: "merged" | "cut";
      pieceBytes?: number | undefined;
    }
  | { kind: "no-pause"; actor: ActorName }
  // Bytes; encoded as base64 so that a result survives JSON whole
  | { kind: "not-sent"; actor: ActorName; to: ActorName; expected: string }
  | {
      kind: "wrong-bytes";
      actor: ActorName;
      expected: string;
      actual: string;
      offset: number;
      /** So many equal bytes stood before both, and are left out. */
      before?: number | undefined;
    }
  | { kind: "unexpected-bytes"; actor: ActorName; actual: string }
  // Multicast
  /** It is in no group; `bound` is the port it has opened, if any. */
  | { kind: "not-joined"; actor: ActorName; group: Endpoint; bound?: Endpoint | undefined }
  | { kind: "other-group"; actor: ActorName; expected: string; actual: string }
  /** It is in the group, but bound to an address that gets nothing of what is sent there. */
  | { kind: "deaf-to-group"; actor: ActorName; group: Endpoint; bound: Endpoint }
  /** The port is held by a program of the same kind that was started before it. */
  | { kind: "port-not-shared"; actor: ActorName; first: ActorName; port: number }
  /** No datagram left it at all; `text` is what it was to send. */
  | { kind: "nothing-multicast"; actor: ActorName; group: Endpoint; text?: string | undefined }
  | {
      kind: "sent-elsewhere";
      actor: ActorName;
      expected: Endpoint;
      actual: Endpoint;
      what: "other-group" | "other-port" | "other-version" | "broadcast" | "unicast";
      /** Any group with this prefix would have done. */
      range?: string | undefined;
    }
  /** It sent another number of datagrams than one; contents in base64. */
  | { kind: "not-one-datagram"; actor: ActorName; contents: readonly string[] }
  /** In IPv6 it is the hop limit. */
  | { kind: "wrong-ttl"; actor: ActorName; expected: number; actual: number; isIpv6?: boolean }
  /** It shows what came, but not the address it came from. */
  | { kind: "origin-not-shown"; actor: ActorName; address: string; screen: string }
  /** Of several senders it shows one; what another has sent came as well, and is not there. */
  | { kind: "hears-one-sender"; actor: ActorName; missing: string; screen: string }
  /** It sent so many datagrams, and then no more. */
  | { kind: "stopped-sending"; actor: ActorName; datagrams: number }
  /** The numbers in its first datagrams are not 1, 2, 3. */
  | {
      kind: "not-counting";
      actor: ActorName;
      texts: readonly string[];
      mistake: "no-number" | "begins-elsewhere" | "stays" | "skips";
    }
  /** The time between its datagrams, in milliseconds: the usual one, each one, and what is allowed. */
  | {
      kind: "wrong-rhythm";
      actor: ActorName;
      gapMs: number;
      gaps: readonly number[];
      least: number;
      most: number;
    }
  // Datagrams
  /** A program for TCP where UDP is asked for, or the other way round. */
  | { kind: "wrong-transport"; actor: ActorName; expected: Transport; actual: Transport }
  /** A message of so many bytes was cut by a smaller buffer; the rest of a datagram is lost. */
  | { kind: "truncated-datagram"; actor: ActorName; sent: number; kept: number }
  /** A server has called connect() on its UDP socket, and the kernel keeps everybody else away from it. */
  | { kind: "hears-only-one"; actor: ActorName }
  /** What belonged to one went to another. */
  | {
      kind: "wrong-recipient";
      actor: ActorName;
      expected: ActorName;
      actual: ActorName;
      /** Base64. */
      bytes: string;
    }
  // Echo
  /** A client had its turn and said nothing. */
  | { kind: "nothing-said"; actor: ActorName }
  /** A client showed what it had sent itself, not what came back. */
  | { kind: "own-message"; actor: ActorName; expected: string; actual: string }
  /** The beginning came back and the rest did not; numbers of bytes. */
  | { kind: "incomplete"; actor: ActorName; sent: number; received: number; isClosed: boolean }
  // Many clients at once
  /** Nobody served one more client while so many others had a connection open. */
  | { kind: "not-at-once"; actor: ActorName; open: number; accepted: boolean }
  /** The answer to what `asked` said went to `got`. */
  | { kind: "mixed-up"; actor: ActorName; asked: ActorName; got: ActorName; answer: string }
  /** Every one of so many clients left something behind in the server. */
  | {
      kind: "left-behind";
      actor: ActorName;
      what: "processes" | "zombies" | "threads" | "descriptors";
      clients: number;
      count: number;
    }
  | { kind: "ports-not-shown"; actor: ActorName; ports: readonly number[] }
  // The exercise's own dialogue
  | { kind: "not-waiting-again"; actor: ActorName }
  | { kind: "everyone-receives" }
  | { kind: "spoke-first"; actor: ActorName; actual: string }
  | { kind: "word-not-honoured"; actor: ActorName; word: string }
  | { kind: "ended-by-message"; actor: ActorName; message: string }
  // What a capture file and the answers to it say
  | CaptureCause
  // Time, the last resort
  | { kind: "too-slow"; actor?: ActorName | undefined; limitMs: number }
> &
  Readonly<{
    waits?: Waits | undefined;
    /** Set where the exercise is about datagrams: the same failure wants other words. */
    transport?: "udp" | undefined;
  }>;

/** The name of a {@link Cause}. */
export type CauseKind = Cause["kind"];

/** One cause by its name. */
export type CauseOf<Kind extends CauseKind> = Extract<Cause, { kind: Kind }>;

/** Something worth telling that costs nothing. */
export type Note = Readonly<
  | { kind: "ends-with-newline"; actor: ActorName }
  | { kind: "needs-terminal"; actor: ActorName }
  | { kind: "exit-code"; actor: ActorName; code: number }
  | { kind: "reply-to-exit-word"; actor: ActorName; word: string }
  | { kind: "foreign-address"; role: Role; address: string }
  | { kind: "other-port"; role: Role; expected: number; actual: number }
  /** Lines of a compiler that made the program all the same, `file:line: text`; so many more were left out. */
  | { kind: "compiler-warnings"; role: Role; warnings: string; more: number }
  /** The student's build file made no program; `output` is what its tool said. */
  | { kind: "compiled-directly"; role: Role; file: string; output: string }
  /** It listens below 1024, which most machines allow nobody but an administrator (ip(7)). */
  | { kind: "privileged-port"; role: Role; port: number }
  | { kind: "message-as-argument"; actor: ActorName }
  | { kind: "no-wire" }
  /** A client sent bytes to somebody else than the server. */
  | { kind: "past-the-relay"; protocol: "tcp" | "udp"; to: Endpoint; bytes: number }
  /** The kernel held it at a limit, and it came to its end all the same. */
  | LimitHit
  | CaptureNote
>;
