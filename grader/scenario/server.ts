import type { Launch } from "../model/submission.ts";
import type { ProgramLook } from "../kernel/kernel.ts";
import type { Cause } from "../model/cause.ts";
import type { Endpoint } from "../model/waiting.ts";
import { reachable } from "../wire/peer.ts";
import type { LaunchPlan } from "./knowledge.ts";
import { portToTell } from "./port-to-tell.ts";
import type { ProgramActor } from "./program-actor.ts";
import type { Stage } from "./stage.ts";
import { forget, type Started, startProgram } from "./start-program.ts";

/** A student's server that listens, and where. */
export type ListeningServer = Readonly<{ actor: ProgramActor; listening: Endpoint; at: Endpoint }>;

/** What a server is told about where to listen, where that matters. */
export type Told = Readonly<{
  host: string;
  variants: (launch: Launch) => readonly LaunchPlan[];
  /** Whether it listens as it was told. */
  isFit: (listening: Endpoint) => boolean;
  isOnce: boolean;
}>;

/** Tells where a program waits for clients, once it does; `wanted` is the port it was told, if it takes one. */
export type IsReady = (
  actor: ProgramActor,
  look: ProgramLook | undefined,
  wanted: number,
) => Endpoint | undefined;

type ServerOptions = Readonly<{
  isReady?: IsReady;
  told?: Told;
  /** It is started once more, at once and where it was before: a port that is still taken is its own business. */
  again?: ListeningServer;
}>;

/** Starts the student's server and waits until it listens, on whatever port it likes. */
export async function startServer(
  stage: Stage,
  options: ServerOptions = {},
): Promise<ListeningServer> {
  const traced = stage.trace.length;
  let started = await tryToListen(stage, options);
  // On a shared machine the connections of an earlier check may still hold the port (TIME_WAIT,
  // RFC 9293 §3.6.1): that is the machine's business, not the student's, so it is waited out.
  if (options.again === undefined && isPortTaken(stage, started)) {
    await forget(stage, started.actor, traced);
    await untilNothingLingers(stage);
    started = await tryToListen(stage, options);
  }
  const { actor } = started;
  if ("stuck" in started) {
    stage.record({ kind: "missed", actor: "server", step: "listens" });
    if (options.again === undefined && isPortTaken(stage, started) && isHeld(stage)) {
      throw new Error("another program on this machine holds the port that the server wants");
    }
    return actor.failStuck(
      started.stuck,
      holdsOtherTransport(stage, actor) ?? { kind: "not-listening", actor: "server" },
    );
  }
  const listening = started.value;
  if (stage.network.isolated && listening.port !== stage.port) {
    stage.note({
      kind: "other-port",
      role: "server",
      expected: stage.port,
      actual: listening.port,
    });
  }
  if (listening.port < 1024) {
    stage.note({ kind: "privileged-port", role: "server", port: listening.port });
  }
  const protocol = stage.datagrams === undefined ? {} : ({ protocol: "udp" } as const);
  stage.record({ kind: "listening", actor: "server", ...listening, ...protocol });
  return { actor, listening, at: reachable(listening) };
}

function listensForConnections(actor: ProgramActor): Endpoint | undefined {
  return actor.sockets().find(({ protocol, state }) => protocol === "tcp" && state === "listen")
    ?.local;
}

/** A program for the wrong transport is as ready as can be, but not for what the exercise is about. */
function holdsOtherTransport(stage: Stage, actor: ProgramActor): Cause | undefined {
  const [expected, actual] =
    stage.datagrams === undefined ? (["tcp", "udp"] as const) : (["udp", "tcp"] as const);
  const state = actual === "tcp" ? "listen" : "bound";
  const isThere = actor.sockets().some((one) => one.protocol === actual && one.state === state);
  return isThere ? { kind: "wrong-transport", actor: actor.name, expected, actual } : undefined;
}

async function tryToListen(
  stage: Stage,
  { isReady = listensForConnections, told, again }: ServerOptions,
): Promise<Started<Endpoint>> {
  const launch = stage.launchOf("server");
  const port = again?.listening.port ?? (await portToTell(stage, launch));
  return await startProgram(stage, {
    name: "server",
    launch,
    side: "server",
    address: { host: told?.host ?? "127.0.0.1", port },
    ...(told && { ...told, variants: told.variants(launch) }),
    isUp: (actor, looks) => isReady(actor, looks.get(actor), port),
  });
}

function isPortTaken(stage: Stage, started: Started<Endpoint>): boolean {
  return (
    "stuck" in started && !stage.network.isolated && portIsTaken.test(started.actor.screen.text)
  );
}

/** How a server says that its port is somebody else's. */
const portIsTaken = /address already in use|EADDRINUSE|BindException|WinError 10048/iu;

/**
 * Somebody has the port that the server wanted. Where the one port that its code names is nobody's, the server
 * has taken it twice itself.
 */
function isHeld(stage: Stage): boolean {
  const { ports: named } = stage.launchOf("server");
  if (stage.kernel.kind === "silence" || named.length !== 1) return true;
  const ports = new Set([stage.port, ...named]);
  return stage.kernel
    .allSockets(process.pid)
    .some(({ local, state }) => ports.has(local.port) && state !== "established");
}

/** Waits until no connection on a port of the server's is left over, for as long as TIME_WAIT lasts. */
async function untilNothingLingers(stage: Stage): Promise<void> {
  const ports = new Set([stage.port, ...stage.launchOf("server").ports]);
  const end = stage.now() + lingerMs;
  const lingers = () =>
    stage.kernel.allSockets(process.pid).some(({ local }) => ports.has(local.port));
  while (lingers() && stage.now() < end) await stage.stir(100);
}

/** Linux keeps a connection in TIME_WAIT for 60 s. */
const lingerMs = 65_000;
