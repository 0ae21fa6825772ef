import type { Socket } from "node:dgram";
import type { Cause } from "../model/cause.ts";
import type { ActorName } from "../model/role.ts";
import type { Fault } from "../wire/datagram-faults.ts";
import { DatagramPeer } from "../wire/datagram-peer.ts";
import { UdpRelay } from "../wire/udp-relay.ts";
import type { Side } from "../sandbox/network.ts";
import type { ProgramActor } from "./program-actor.ts";
import { playServer } from "./play-server.ts";
import { portToTell } from "./port-to-tell.ts";
import { lastLineOf } from "./screen-match.ts";
import type { ListeningServer } from "./server.ts";
import type { Stage } from "./stage.ts";
import { type Started, startProgram } from "./start-program.ts";

/** What the relay does to the datagrams of each direction; nothing where nothing is said. */
export type FaultPlans = Readonly<{ toServer?: readonly Fault[]; toClient?: readonly Fault[] }>;

/** A student's UDP client in a pair. */
export type PairedDatagramClient = Readonly<{
  actor: ProgramActor;
  /** Its datagrams go past the relay: the port is in its code and the machine is shared. */
  isDirect: boolean;
}>;

/** Puts the relay between the student's UDP server and the clients to come. */
export async function openUdpRelay(
  stage: Stage,
  server: ListeningServer,
  faults: FaultPlans,
): Promise<UdpRelay> {
  const { network } = stage;
  const port = network.isolated ? server.at.port : await network.freePort();
  const { foreignAddresses } = stage.launchOf("client");
  // What answers must come from where the client sent to. The kernel sees to that for every address
  // but for those a client has bound away from, or that stand for another (127.0.1.1 is Debian's
  // name for the machine): each of them that may occur gets a socket.
  const addresses = network.isolated ? ["::", "127.0.1.1", ...foreignAddresses] : ["::"];
  const fronts = await Promise.all(
    [...new Set(addresses)].map((address) => network.bindDatagrams("client", { address, port })),
  );
  const relay = new UdpRelay({
    fronts,
    server: server.at,
    bind: async (wanted) => await bindUpstream(stage, server, wanted),
    holder: (from) => clientsOf(stage).find((actor) => holdsPort(actor, from))?.name,
    newest: () => clientsOf(stage).at(-1)?.name ?? "client",
    ...faults,
    observer: stage.observer,
  });
  stage.datagrams?.push(relay);
  stage.owns(() => relay.close());
  stage.relayPort = port;
  return relay;
}

/**
 * Starts a student's client towards the student's UDP server, through the relay.
 * @param args its arguments, with `{host}` and `{port}`, where it is not to be started as usual.
 */
export async function startPairedDatagramClient(
  stage: Stage,
  relay: UdpRelay,
  name: ActorName,
  args?: readonly string[],
): Promise<PairedDatagramClient> {
  const launch = stage.launchOf("client");
  // Where one that should use datagrams would connect instead.
  const tcp = await playServer(stage, "client", stage.relayPort, name);
  const before = relay.passages.length;
  const started = await startProgram(stage, {
    name,
    launch,
    variants: args && [{ args, answers: [] }],
    side: "client",
    address: { host: "127.0.0.1", port: stage.relayPort },
    isUp: (actor, looks, atPrompt) => {
      if (relay.passages.slice(before).some(({ client }) => client === name)) return "relayed";
      if (tcp !== undefined && tcp.connections.length > 0) return "tcp";
      if (atPrompt) return "at-prompt";
      return looks.get(actor)?.awaitsDatagram === true ? "receiving" : undefined;
    },
  });
  const { actor } = started;
  if ("stuck" in started) return failToSend(stage, started);
  if (started.value === "tcp") return failForTcp(stage, actor);
  const isDirect = !stage.network.isolated && !takesPort(stage);
  if (isDirect) stage.note({ kind: "no-wire" });
  return { actor, isDirect };
}

/**
 * Starts a student's client towards a UDP server that the grader plays.
 * @param args its arguments, with `{host}` and `{port}`, where it is not to be started as usual.
 */
export async function startDatagramClientAlone(
  stage: Stage,
  args?: readonly string[],
): Promise<Readonly<{ actor: ProgramActor; peers: readonly DatagramPeer[] }>> {
  const launch = stage.launchOf("client");
  const port = await portToTell(stage, launch);
  // What an earlier try to start it has left.
  for (const before of stage.datagrams?.splice(0) ?? []) before.close();
  const ports = likelyPorts(stage, launch.ports, port);
  const found = await Promise.all(ports.map((at) => playUdpServer(stage, "server", at, "client")));
  const peers = found.filter((peer) => peer !== undefined);
  // Where one that should use datagrams would connect instead.
  const tcp = await playServer(stage, "server", port, "client");
  const started = await startProgram(stage, {
    name: "client",
    launch,
    variants: args && [{ args, answers: [] }],
    side: "server",
    address: { host: "127.0.0.1", port },
    isUp: (actor, looks, atPrompt) => {
      if (peers.some(({ received }) => received.length > 0)) return "sent";
      if (tcp !== undefined && tcp.connections.length > 0) return "tcp";
      return atPrompt || looks.get(actor)?.awaitsDatagram === true ? "waits" : undefined;
    },
  });
  if ("stuck" in started) return failToSend(stage, started);
  if (started.value === "tcp") return failForTcp(stage, started.actor);
  return { actor: started.actor, peers };
}

/**
 * Where a client may send to. Of the ports in its code one may be its own, and is left to it when
 * another is known to be the server's.
 */
function likelyPorts(stage: Stage, ofClient: readonly number[], port: number): readonly number[] {
  // The likeliest is enough: others are sizes of buffers, as a rule.
  const ofServer = new Set([port, stage.port, ...stage.portsInCode("server").slice(0, 1)]);
  const isClear = ofClient.some((one) => ofServer.has(one));
  return [...new Set([port, stage.port, ...ofClient])].filter(
    (one) => !isClear || ofServer.has(one),
  );
}

/** A UDP server that the grader plays; undefined where the port is taken or needs privileges. */
async function playUdpServer(
  stage: Stage,
  side: Side,
  port: number,
  client: ActorName,
): Promise<DatagramPeer | undefined> {
  try {
    const socket = await stage.network.bindDatagrams(side, { address: "::", port });
    const { observer } = stage;
    const peer = new DatagramPeer(socket, { name: "peer", other: client, observer });
    stage.datagrams?.push(peer);
    stage.owns(() => peer.close());
    return peer;
  } catch {
    return undefined;
  }
}

function clientsOf(stage: Stage): readonly ProgramActor[] {
  return stage.programs.filter(({ role }) => role === "client");
}

function holdsPort(actor: ProgramActor, port: number): boolean {
  return actor.sockets().some(({ protocol, local }) => protocol === "udp" && local.port === port);
}

/** With the client's own port where that is free, so that the server sees what it would see without a relay. */
async function bindUpstream(stage: Stage, { at }: ListeningServer, port: number): Promise<Socket> {
  const address = at.address.includes(":") ? "::" : "0.0.0.0";
  const { network } = stage;
  const wanted = network.isolated ? port : 0;
  return await network
    .bindDatagrams("server", { address, port: wanted })
    .catch(() => network.bindDatagrams("server", { address, port: 0 }));
}

function takesPort(stage: Stage): boolean {
  const plan = stage.knowledge.client;
  return (
    plan?.answers.includes("port") === true ||
    plan?.args.some((argument) => argument.includes("{port}")) === true
  );
}

function failForTcp(stage: Stage, actor: ProgramActor): never {
  actor.missed("sends");
  return stage.fail({ kind: "wrong-transport", actor: actor.name, expected: "udp", actual: "tcp" });
}

function failToSend<T>(stage: Stage, started: Started<T>): never {
  const { actor } = started;
  actor.missed("sends");
  const lastLine = lastLineOf(actor.screen.spoken);
  const cause: Cause = { kind: "not-connected", actor: actor.name, lastLine };
  if (!("stuck" in started)) return stage.fail(cause);
  return actor.failStuck(started.stuck, cause);
}
