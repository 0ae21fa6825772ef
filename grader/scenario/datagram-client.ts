import type { Cause } from "../model/cause.ts";
import type { ActorName } from "../model/role.ts";
import type { Launch } from "../model/submission.ts";
import type { Fault } from "../wire/datagram-faults.ts";
import { DatagramPeer } from "../wire/datagram-peer.ts";
import { PeerServer } from "../wire/peer.ts";
import { UdpRelay } from "../wire/udp-relay.ts";
import type { Side } from "../sandbox/network.ts";
import type { ProgramActor } from "./program-actor.ts";
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

/** Arguments of a client besides those that it may take to find the server. */
export type ExtraArguments = Readonly<{
  /** Goes before whatever tells it the address. */
  first?: string;
  /** All of its arguments, with `{host}` and `{port}`. */
  all?: readonly string[];
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
  const local = server.at.address.includes(":") ? "::1" : "127.0.0.1";
  const relay = new UdpRelay({
    fronts,
    server: server.at,
    bind: () => network.bindDatagrams("server", { address: anyOf(local), port: 0 }),
    client: (from) => ownerOf(stage, from),
    ...faults,
    observer: stage.observer,
  });
  stage.datagrams?.push(relay);
  stage.owns(() => relay.close());
  stage.relayPort = port;
  return relay;
}

/** Starts a student's client towards the student's UDP server, through the relay. */
export async function startPairedDatagramClient(
  stage: Stage,
  relay: UdpRelay,
  name: ActorName,
  expected: number,
  extra: ExtraArguments = {},
): Promise<PairedDatagramClient> {
  const launch = withExtra(stage.launchOf("client"), extra);
  const others = [...new Set([stage.port, ...launch.ports])].filter(
    (port) => port !== stage.relayPort && stage.network.isolated,
  );
  const decoys = await Promise.all(
    others.map((port) => playUdpServer(stage, "client", port, name)),
  );
  const tcp = await playTcpServer(stage, "client", stage.relayPort, name);
  const started = await startProgram(stage, {
    name,
    launch,
    side: "client",
    address: { host: "127.0.0.1", port: stage.relayPort },
    isUp: (actor, looks, atPrompt) => {
      if (relay.passages.some(({ client }) => client === name)) return "relayed";
      if (tcp !== undefined && tcp.connections.length > 0) return "tcp";
      const elsewhere = decoys.find((decoy) => (decoy?.received.length ?? 0) > 0);
      if (elsewhere !== undefined) return elsewhere;
      if (atPrompt) return "at-prompt";
      return looks.get(actor)?.awaitsDatagram === true ? "receiving" : undefined;
    },
  });
  const { actor } = started;
  if ("stuck" in started) return failToSend(stage, started);
  if (started.value === "tcp") return failForTcp(stage, actor);
  if (typeof started.value === "object") {
    actor.missed("sends");
    const ports = { expected, actual: started.value.port };
    return stage.fail({ kind: "wrong-port", actor: name, ...ports });
  }
  const isDirect = !stage.network.isolated && !takesPort(stage);
  if (isDirect) stage.note({ kind: "no-wire" });
  return { actor, isDirect };
}

/** Starts a student's client towards a UDP server that the grader plays. */
export async function startDatagramClientAlone(
  stage: Stage,
  extra: ExtraArguments = {},
): Promise<Readonly<{ actor: ProgramActor; peers: readonly DatagramPeer[] }>> {
  const launch = withExtra(stage.launchOf("client"), extra);
  const port = stage.network.isolated ? stage.port : await stage.network.freePort();
  const ports = [...new Set([port, stage.port, ...launch.ports])];
  const found = await Promise.all(ports.map((at) => playUdpServer(stage, "server", at, "client")));
  const peers = found.filter((peer) => peer !== undefined);
  const tcp = await playTcpServer(stage, "server", port, "client");
  const started = await startProgram(stage, {
    name: "client",
    launch,
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

/** Where a client that should use datagrams would connect instead. */
async function playTcpServer(
  stage: Stage,
  side: Side,
  port: number,
  client: ActorName,
): Promise<PeerServer | undefined> {
  try {
    const server = new PeerServer(await stage.network.listen(side, port), client, stage.observer);
    stage.owns(() => server.close());
    return server;
  } catch {
    return undefined;
  }
}

/** Which client holds the socket with that port; one that is gone already was the last to start. */
function ownerOf(stage: Stage, port: number): ActorName {
  const clients = stage.programs.filter(({ role }) => role === "client");
  const holds = (actor: ProgramActor) =>
    actor.sockets().some(({ protocol, local }) => protocol === "udp" && local.port === port);
  return (clients.find(holds) ?? clients.at(-1))?.name ?? "client";
}

function anyOf(loopback: string): string {
  return loopback === "::1" ? "::" : "0.0.0.0";
}

function takesPort(stage: Stage): boolean {
  const plan = stage.knowledge.client;
  return (
    plan?.answers.includes("port") === true ||
    plan?.args.some((argument) => argument.includes("{port}")) === true
  );
}

function withExtra(launch: Launch, { first, all }: ExtraArguments): Launch {
  const command = first === undefined ? launch.command : [...launch.command, first];
  return { ...launch, command, ...(all !== undefined && { args: all }) };
}

function failForTcp(stage: Stage, actor: ProgramActor): never {
  actor.missed("sends");
  return stage.fail({ kind: "wrong-transport", actor: actor.name, expected: "udp", actual: "tcp" });
}

function failToSend<T>(stage: Stage, started: Started<T>): never {
  const { actor } = started;
  actor.missed("sends");
  const spoken = actor.screen.errorText === "" ? actor.screen.text : actor.screen.errorText;
  const cause: Cause = { kind: "not-connected", actor: actor.name, lastLine: lastLineOf(spoken) };
  if (!("stuck" in started)) return stage.fail(cause);
  return actor.failStuck(started.stuck, cause);
}
