import type { Launch } from "../model/submission.ts";
import type { Endpoint } from "../model/waiting.ts";
import { reachable } from "../wire/peer.ts";
import type { LaunchPlan } from "./knowledge.ts";
import type { ProgramActor } from "./program-actor.ts";
import type { Stage } from "./stage.ts";
import { type Started, startProgram } from "./start-program.ts";

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

/** Starts the student's server and waits until it listens, on whatever port it likes. */
export async function startServer(stage: Stage, told?: Told): Promise<ListeningServer> {
  let started = await tryToListen(stage, told);
  // On a shared machine the connections of an earlier check may still hold the port (TIME_WAIT,
  // RFC 9293 §3.6.1): that is the machine's business, not the student's, so it is waited out.
  if (isPortTaken(stage, started)) {
    await leaveStage(stage, started.actor);
    await untilNothingLingers(stage);
    started = await tryToListen(stage, told);
  }
  const { actor } = started;
  if ("stuck" in started) {
    stage.record({ kind: "missed", actor: "server", step: "listens" });
    if (isPortTaken(stage, started)) {
      throw new Error("another program on this machine holds the port that the server wants");
    }
    return actor.failStuck(started.stuck, { kind: "not-listening", actor: "server" });
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
  stage.record({ kind: "listening", actor: "server", ...listening });
  return { actor, listening, at: reachable(listening) };
}

async function tryToListen(stage: Stage, told: Told | undefined): Promise<Started<Endpoint>> {
  const port = stage.network.isolated ? stage.port : await stage.network.freePort();
  const launch = stage.launchOf("server");
  return await startProgram(stage, {
    name: "server",
    launch,
    side: "server",
    address: { host: told?.host ?? "127.0.0.1", port },
    ...(told && { ...told, variants: told.variants(launch) }),
    isUp: (actor) =>
      actor.sockets().find(({ protocol, state }) => protocol === "tcp" && state === "listen")
        ?.local,
  });
}

function isPortTaken(stage: Stage, started: Started<Endpoint>): boolean {
  return (
    "stuck" in started && !stage.network.isolated && portIsTaken.test(started.actor.screen.text)
  );
}

/** How a server says that its port is somebody else's. */
const portIsTaken = /address already in use|EADDRINUSE|BindException|WinError 10048/iu;

async function leaveStage(stage: Stage, actor: ProgramActor): Promise<void> {
  await actor.vanishes();
  stage.programs.splice(stage.programs.indexOf(actor), 1);
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
