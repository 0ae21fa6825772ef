import type { Attempt } from "./cause.ts";
import type { ActorName } from "./role.ts";
import type { TcpState } from "./tcp-state.ts";
import type { Endpoint } from "./waiting.ts";

/** What goes wrong with where programs listen and connect to, and with the life of a connection. */
export type TcpLifeCause = Readonly<
  /** It listens, but elsewhere. `told` is the address it was given; undefined when it was given none. */
  | {
      kind: "listens-elsewhere";
      actor: ActorName;
      expected: string;
      listening: Endpoint;
      told?: string | undefined;
    }
  /** It listens where no other machine can reach it; `host` is the address of its own machine. */
  | { kind: "only-loopback"; actor: ActorName; listening: Endpoint; host: string }
  /** It went to another address than the server's, which it had been told or could have been. */
  | {
      kind: "wrong-host";
      actor: ActorName;
      expected: Endpoint;
      tried: readonly Attempt[];
      lastLine: string;
    }
  /** An end of a connection that is over stays behind. */
  | {
      kind: "left-over";
      actor: ActorName;
      state: TcpState;
      local: Endpoint;
      remote: Endpoint;
    }
  /** It closed before the other side did, whose turn it is. */
  | { kind: "closed-first"; actor: ActorName }
  /** Nobody listened, and whoever sits at its screen does not learn that. */
  | { kind: "refusal-untold"; actor: ActorName; screen: string }
  /** Nobody listened, and whoever started it is told that all went well. */
  | { kind: "refusal-exit-zero"; actor: ActorName }
  /** Nobody listened, and it is still there. */
  | { kind: "keeps-trying"; actor: ActorName }
>;
