import type { ActorName } from "../model/role.ts";
import type { DeliveryPlan } from "../wire/delivery.ts";
import type { PeerConnection, PeerServer } from "../wire/peer.ts";
import { Relay, type RelayedConnection } from "../wire/relay.ts";
import type { ProgramActor } from "./program-actor.ts";
import { playServer } from "./play-server.ts";
import { portToTell } from "./port-to-tell.ts";
import { lastLineOf } from "./screen-match.ts";
import type { ListeningServer } from "./server.ts";
import type { Stage } from "./stage.ts";
import { startProgram } from "./start-program.ts";
import type { Stuck } from "./until.ts";

/** How the relay hands on the bytes of each direction; at once where nothing is said. */
export type Deliveries = Readonly<{ toServer?: DeliveryPlan; toClient?: DeliveryPlan }>;

/** A student's client in a pair, with the connections it has made through the relay. */
export type PairedClient = Readonly<{
  actor: ProgramActor;
  connections: () => readonly RelayedConnection[];
  /** Its connection goes past the relay: the port is in its code and the machine is shared. */
  isDirect: boolean;
}>;

/**
 * Puts the relay between the student's server and the clients to come. Where client and server
 * share one network the relay needs a port of its own, so the client must take it as an argument.
 */
export async function openRelay(
  stage: Stage,
  server: ListeningServer,
  deliveries: Deliveries,
  client: () => ActorName,
): Promise<void> {
  const port = stage.network.isolated ? server.at.port : await stage.network.freePort();
  const listener = await stage.network.listen("client", port);
  const relay = new Relay({
    listener,
    server: server.at,
    client,
    toServer: deliveries.toServer ?? { how: "immediate" },
    toClient: deliveries.toClient ?? { how: "immediate" },
    observer: stage.observer,
  });
  stage.relay = relay;
  stage.owns(() => relay.close());
  stage.relayPort = port;
}

/** Starts a student's client towards the student's server, through the relay. */
export async function startPairedClient(
  stage: Stage,
  server: ListeningServer,
  name: ActorName,
): Promise<PairedClient> {
  const launch = stage.launchOf("client");
  const relay = stage.relay as Relay;
  const before = relay.connections.length;
  const decoys = await listenElsewhere(stage, name, launch.ports, stage.relayPort);
  const started = await startProgram(stage, {
    name,
    launch,
    side: "client",
    address: { host: "127.0.0.1", port: stage.relayPort },
    isUp: (actor, _, atPrompt) => {
      if (relay.connections.length > before) return "relayed";
      const elsewhere = decoys.find(({ connections }) => connections.length > 0);
      if (elsewhere !== undefined) return elsewhere;
      if (!stage.network.isolated && hasGonePast(actor, server.at.port)) return "direct";
      return atPrompt ? "at-prompt" : undefined;
    },
  });
  const { actor } = started;
  if ("stuck" in started) return failToConnect(stage, actor, started.stuck, server);
  if (typeof started.value === "object") {
    stage.record({ kind: "missed", actor: name, step: "connects" });
    const ports = { expected: server.at.port, actual: started.value.port };
    return stage.fail({ kind: "wrong-port", actor: name, ...ports });
  }
  const isDirect = started.value === "direct";
  if (isDirect) stage.note({ kind: "no-wire" });
  return {
    actor,
    connections: () => relay.connections.filter(({ client }) => client === name),
    isDirect,
  };
}

/** Starts a student's client towards a server that the grader plays. */
export async function startClientAlone(
  stage: Stage,
): Promise<Readonly<{ actor: ProgramActor; connections: () => readonly PeerConnection[] }>> {
  const launch = stage.launchOf("client");
  const port = await portToTell(stage, launch);
  const candidates = [port, stage.port, ...launch.ports];
  const peers = await Promise.all(
    [...new Set(candidates)].map((at) => playServer(stage, "server", at, "client")),
  );
  const connections = () => peers.flatMap((peer) => peer?.connections ?? []);
  const started = await startProgram(stage, {
    name: "client",
    launch,
    side: "server",
    address: { host: "127.0.0.1", port },
    isUp: (_, __, atPrompt) => connections().length > 0 || atPrompt || undefined,
  });
  if ("stuck" in started) failToConnect(stage, started.actor, started.stuck, undefined);
  return { actor: started.actor, connections };
}

/** Ports that the client's source names besides the server's: whoever comes there went wrong. */
async function listenElsewhere(
  stage: Stage,
  name: ActorName,
  ports: readonly number[],
  right: number,
): Promise<readonly PeerServer[]> {
  if (!stage.network.isolated) return [];
  const others = [...new Set([stage.port, ...ports])].filter((port) => port !== right);
  const servers = await Promise.all(others.map((port) => playServer(stage, "client", port, name)));
  return servers.filter((server) => server !== undefined);
}

/** Ends the check: the client has not connected, and what it said last may tell why. */
export function failToConnect(
  stage: Stage,
  actor: ProgramActor,
  stuck: Stuck,
  server: ListeningServer | undefined,
): never {
  stage.record({ kind: "missed", actor: actor.name, step: "connects" });
  const lastLine = lastLineOf(actor.screen.spoken);
  if (isRefusal(lastLine)) {
    return stage.fail({
      kind: "not-connected",
      actor: actor.name,
      listening: server?.listening,
      lastLine,
    });
  }
  return actor.failStuck(stuck, {
    kind: "not-connected",
    actor: actor.name,
    listening: server?.listening,
    lastLine,
  });
}

/** A client that is quick is gone before anybody has seen its connection: what it showed has to tell. */
function hasGonePast(actor: ProgramActor, port: number): boolean {
  return actor.exit?.code === 0 || isConnectedTo(actor, port);
}

function isConnectedTo(actor: ProgramActor, port: number): boolean {
  return actor
    .sockets()
    .some(
      ({ protocol, state, remote }) =>
        protocol === "tcp" && state === "established" && remote.port === port,
    );
}

function isRefusal(line: string): boolean {
  return /ConnectionRefused|Connection refused|ECONNREFUSED|WinError 10061/u.test(line);
}
