import type { ActorName } from "./role.ts";
import type { TcpState } from "./tcp-state.ts";
import type { Endpoint, Waiting } from "./waiting.ts";

/** What may happen to a datagram on its way (RFC 768 promises nothing). */
export type Fate = "lost" | "doubled" | "late";

/** One thing that happened while a check ran. `at` is milliseconds since the check began. */
export type TraceEvent = Readonly<{ at: number }> &
  Readonly<
    | { kind: "start"; actor: ActorName; command: string }
    | { kind: "listening"; actor: ActorName; address: string; port: number; protocol?: "udp" }
    /** What appeared on a screen; invalid UTF-8 has become U+FFFD. */
    | { kind: "screen"; actor: ActorName; stream: "stdout" | "stderr"; text: string }
    /** It is in a multicast group, and has the port at which it gets what is sent there. */
    | { kind: "joined"; actor: ActorName; address: string; port: number }
    | { kind: "typed"; actor: ActorName; text: string }
    | { kind: "connect"; from: ActorName; to: ActorName }
    /**
     * Bytes on the wire, base64, at the moment they went on to their receiver. Of very many only the first
     * are there, and `length` says how many they were.
     */
    | {
        kind: "wire";
        from: ActorName;
        to: ActorName;
        bytes: string;
        /** One datagram (UDP), with its boundaries. */
        datagram?: true | undefined;
        /** Where a datagram went that was for a group: `to` is then only the first of those it is for. */
        destination?: Endpoint | undefined;
        /** What the grader, playing a bad network, did to it. */
        fate?: Fate | undefined;
        length?: number | undefined;
      }
    | { kind: "close"; from: ActorName; to: ActorName; how: "fin" | "rst" }
    /** What netstat(8) showed of an end of a connection when the check asked. The actor had it. */
    | { kind: "state"; actor: ActorName; state: TcpState; local: Endpoint; remote: Endpoint }
    /** A packet of a capture file that was handed in, with numbers as Wireshark shows them. */
    | {
        kind: "packet";
        from: ActorName;
        to: ActorName;
        source: Endpoint;
        target: Endpoint;
        /** Of the packet in its file, from 1. */
        number: number;
        /** `SYN, ACK` */
        flags: string;
        /** Relative to the beginning of its direction. */
        sequence: number;
        acknowledgment?: number | undefined;
        /** The data, base64: all that the file has of it, or its beginning. */
        bytes?: string | undefined;
        /** How much data that is on the wire. */
        length: number;
        isRepeated?: true | undefined;
        /** The check is about this one. */
        isMarked?: true | undefined;
      }
    | { kind: "exit"; actor: ActorName; code?: number | undefined; signal?: string | undefined }
    /** What the check wanted next of this actor and did not get: the step it failed at. */
    | {
        kind: "missed";
        actor: ActorName;
        step:
          | "prints"
          | "reads-keyboard"
          | "sends"
          | "exits"
          | "listens"
          | "joins"
          | "connects"
          | "closes"
          | "accepts"
          | "reaches-state"
          | "gives-up";
        expected?: string | undefined;
      }
    /** What the actor was doing when the check ended. */
    | { kind: "waiting"; actor: ActorName; waiting: Waiting }
  >;
