import type { TcpConversation } from "../model/conversation.ts";
import type { ActorName } from "../model/role.ts";
import type { Side } from "../sandbox/network.ts";
import { failToConnect } from "./client.ts";
import type { LaunchPlan } from "./knowledge.ts";
import type { ProgramActor } from "./program-actor.ts";
import type { ListeningServer } from "./server.ts";
import type { Stage } from "./stage.ts";
import { type Started, startProgram } from "./start-program.ts";

/** Where a client meets the server when nobody stands between them. */
export type Meeting = Readonly<{
  server: ListeningServer;
  /** The network that the client runs in. */
  side: Side;
  /** The server's address, as the client knows it. */
  host: string;
  variants?: readonly LaunchPlan[] | undefined;
  /** Ports of clients before. */
  earlier: ReadonlySet<number>;
}>;

/**
 * Starts a student's client towards the student's server, without a relay. It may be over before
 * anybody looks: then its packets tell whether it was connected.
 * @throws CheckFailure when it did not connect and does not ask for anything; CheckUnavailable where
 * packets are not seen.
 */
export async function startDirectClient(
  stage: Stage,
  name: ActorName,
  meeting: Meeting,
): Promise<ProgramActor> {
  const started = await tryToMeet(stage, name, meeting);
  if ("stuck" in started) return failToConnect(stage, started.actor, started.stuck, meeting.server);
  return started.actor;
}

async function tryToMeet(stage: Stage, name: ActorName, meeting: Meeting): Promise<Started<true>> {
  const { server, side, host, variants } = meeting;
  return await startProgram(stage, {
    name,
    launch: stage.launchOf("client"),
    side,
    address: { host, port: server.at.port },
    variants,
    isUp: (actor, _, atPrompt) => {
      const isConnected = isConnectedTo(actor, server.at.port);
      return isConnected || atPrompt || undefined;
    },
    afterwards: async () => {
      const met = await conversationWith(stage, meeting);
      return met?.synAck === undefined ? undefined : true;
    },
  });
}

/** The newest connection to the server, as its packets tell. @throws CheckUnavailable where they are not seen. */
export async function conversationWith(
  stage: Stage,
  { server, earlier }: Pick<Meeting, "server" | "earlier">,
): Promise<TcpConversation | undefined> {
  const { conversations } = await stage.packets();
  return conversations.findLast(
    (one): one is TcpConversation =>
      one.protocol === "tcp" &&
      one.side === stage.direct?.side &&
      one.server.port === server.at.port &&
      !earlier.has(one.client.port),
  );
}

function isConnectedTo(actor: ProgramActor, port: number): boolean {
  return actor
    .sockets()
    .some(
      ({ protocol, state, remote }) =>
        protocol === "tcp" && state !== "syn-sent" && state !== "listen" && remote.port === port,
    );
}
