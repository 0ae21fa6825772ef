import type { SocketView } from "../../kernel/kernel.ts";
import type { ActorName } from "../../model/role.ts";
import type { TcpState } from "../../model/tcp-state.ts";
import { CheckUnavailable } from "../../scenario/failure.ts";
import type { Stage } from "../../scenario/stage.ts";
import { until } from "../../scenario/until.ts";

/** One end of a connection: who has or had it, and its port. */
export type End = Readonly<{ actor: ActorName; port: number }>;

/** Both rows that netstat(8) shows of a connection inside one host; none for an end that is gone. */
export type Rows = Readonly<Partial<Record<"server" | "client", SocketView>>>;

/** What the kernel's table says of the two ends of one connection inside one host (proc_net(5)). */
export class ConnectionTable {
  readonly #stage: Stage;
  readonly #ends: Readonly<Record<"server" | "client", End>>;

  /** @throws CheckUnavailable where the kernel does not show its tables. */
  constructor(stage: Stage, ends: Readonly<Record<"server" | "client", End>>) {
    if (stage.kernel.kind === "silence") throw new CheckUnavailable("kernel");
    this.#stage = stage;
    this.#ends = ends;
  }

  rows(): Rows {
    const { server, client } = this.#ends;
    // The grader stands in the servers' network: so a connection is found whose program has ended.
    const all = this.#stage.kernel.allSockets(process.pid).filter(isConnection);
    const row = (here: End, there: End) =>
      all.find(({ local, remote }) => local.port === here.port && remote.port === there.port);
    const found = { server: row(server, client), client: row(client, server) };
    return Object.fromEntries(Object.entries(found).filter(([, one]) => one !== undefined));
  }

  stateOf(side: "server" | "client"): TcpState | undefined {
    const state = this.rows()[side]?.state;
    return state === "bound" ? undefined : state;
  }

  /**
   * Puts both rows into the report, as somebody with netstat in a third terminal would see them, once
   * no answer of the other end is under way any more.
   */
  async show(): Promise<void> {
    await until(this.#stage, () =>
      Object.values(this.rows()).every(({ state }) => !passing.has(state)),
    );
    const rows = this.rows();
    for (const side of ["server", "client"] as const) {
      const row = rows[side];
      if (row === undefined || row.state === "bound") continue;
      const { state, local, remote } = row;
      const { actor } = this.#ends[side];
      this.#stage.record({ kind: "state", actor, state, local, remote });
    }
  }
}

/** The system alone leads out of these, as soon as the other end has answered. */
const passing: ReadonlySet<SocketView["state"]> = new Set([
  "syn-sent",
  "syn-received",
  "fin-wait-1",
  "closing",
  "last-ack",
]);

function isConnection({ protocol, state }: SocketView): boolean {
  return protocol === "tcp" && state !== "listen";
}
