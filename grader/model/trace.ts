import type { ActorName } from "./role.ts";
import type { TcpState } from "./tcp-state.ts";
import type { Endpoint, Waiting } from "./waiting.ts";

/** One thing that happened while a check ran. `at` is milliseconds since the check began. */
export type TraceEvent = Readonly<{ at: number }> &
  Readonly<
    | { kind: "start"; actor: ActorName; command: string }
    | { kind: "listening"; actor: ActorName; address: string; port: number }
    /** What appeared on a screen; invalid UTF-8 has become U+FFFD. */
    | { kind: "screen"; actor: ActorName; stream: "stdout" | "stderr"; text: string }
    | { kind: "typed"; actor: ActorName; text: string }
    | { kind: "connect"; from: ActorName; to: ActorName }
    /** Bytes on the wire, base64, at the moment they went on to their receiver. */
    | { kind: "wire"; from: ActorName; to: ActorName; bytes: string }
    | { kind: "close"; from: ActorName; to: ActorName; how: "fin" | "rst" }
    /** What netstat(8) showed of an end of a connection when the check asked. The actor had it. */
    | { kind: "state"; actor: ActorName; state: TcpState; local: Endpoint; remote: Endpoint }
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
