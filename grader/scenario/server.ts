import type { Endpoint } from "../model/waiting.ts";
import { reachable } from "../wire/peer.ts";
import type { ProgramActor } from "./program-actor.ts";
import type { Stage } from "./stage.ts";
import { startProgram } from "./start-program.ts";

/** A student's server that listens, and where. */
export type ListeningServer = Readonly<{ actor: ProgramActor; listening: Endpoint; at: Endpoint }>;

/** Starts the student's server and waits until it listens, on whatever port it likes. */
export async function startServer(stage: Stage): Promise<ListeningServer> {
  const launch = stage.launchOf("server");
  const port = stage.network.isolated ? stage.port : await stage.network.freePort();
  const started = await startProgram(stage, {
    name: "server",
    launch,
    side: "server",
    address: { host: "127.0.0.1", port },
    isUp: (actor) =>
      actor.sockets().find(({ protocol, state }) => protocol === "tcp" && state === "listen")
        ?.local,
  });
  const { actor } = started;
  if ("stuck" in started) {
    stage.record({ kind: "missed", actor: "server", step: "listens" });
    if (!stage.network.isolated && portIsTaken.test(actor.screen.text)) {
      throw new Error(
        "another program on this machine holds the port that the server has in its code",
      );
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

/** How a server says that its port is somebody else's. */
const portIsTaken = /address already in use|EADDRINUSE|BindException|WinError 10048/iu;
